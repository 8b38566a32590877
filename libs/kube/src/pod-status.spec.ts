import { condition, NOT_READY, pod, type PodParts, READY, running, terminated, waiting } from './health/fixtures.js';
import { podStatus } from './pod-status.js';

const init = (name: string, rest: object): object => ({ name, ready: false, restartCount: 0, ...rest });
const done = init('one', { state: { terminated: { exitCode: 0, reason: 'Completed' } } });
const twoInit = [{ name: 'one' }, { name: 'two' }];
const sidecar = [{ name: 'proxy', restartPolicy: 'Always' }];

it.each<[string, PodParts, string, number, number]>([
  ['Running', { conditions: [READY], containers: [running()] }, 'Running', 1, 1],
  ['not ready', { conditions: [NOT_READY], containers: [running(false)] }, 'Running', 0, 1],
  ['nothing but a phase', { phase: 'Pending' }, 'Pending', 0, 1],
  ['no phase', { phase: '' }, 'Unknown', 0, 1],
  ['evicted', { phase: 'Failed', status: { reason: 'Evicted' } }, 'Evicted', 0, 1],
  ['crashing', { containers: [waiting('CrashLoopBackOff')] }, 'CrashLoopBackOff', 0, 1],
  ['being created', { phase: 'Pending', containers: [waiting('ContainerCreating')] }, 'ContainerCreating', 0, 1],
  ['ended with a reason', { phase: 'Failed', containers: [terminated(1, 'Error')] }, 'Error', 0, 1],
  ['ended with a code', { phase: 'Failed', containers: [terminated(3)] }, 'ExitCode:3', 0, 1],
  ['ended by a signal', { containers: [{ name: 'app', state: { terminated: { exitCode: 137, signal: 9 } } }] }, 'Signal:9', 0, 1],
  ['completed', { phase: 'Succeeded', containers: [terminated(0, 'Completed')] }, 'Completed', 0, 1],
  ['half completed, ready', { conditions: [READY], containers: [terminated(0, 'Completed'), running(true, { name: 'b' })] }, 'Running', 1, 1],
  ['half completed, not ready', { conditions: [NOT_READY], containers: [terminated(0, 'Completed'), running(true, { name: 'b' })] }, 'NotReady', 1, 1],
  ['gated', { phase: 'Pending', conditions: [condition('PodScheduled', 'False', 'SchedulingGated')] }, 'SchedulingGated', 0, 1],
  ['second of two init containers', { phase: 'Pending', initSpec: twoInit, init: [done, init('two', { state: { running: {} } })] }, 'Init:1/2', 0, 1],
  ['init waiting to start', { phase: 'Pending', initSpec: twoInit, init: [init('one', { state: { waiting: { reason: 'PodInitializing' } } })] }, 'Init:0/2', 0, 1],
  ['init crashing', { phase: 'Pending', initSpec: twoInit, init: [init('one', { state: { waiting: { reason: 'CrashLoopBackOff' } } })] }, 'Init:CrashLoopBackOff', 0, 1],
  ['init failed', { phase: 'Pending', initSpec: twoInit, init: [init('one', { state: { terminated: { exitCode: 1, reason: 'Error' } } })] }, 'Init:Error', 0, 1],
  ['init failed with a code', { phase: 'Pending', initSpec: twoInit, init: [init('one', { state: { terminated: { exitCode: 2 } } })] }, 'Init:ExitCode:2', 0, 1],
  ['a running sidecar counts', { initSpec: sidecar, conditions: [READY], init: [init('proxy', { ready: true, started: true, state: { running: {} } })], containers: [running()] }, 'Running', 2, 2],
  ['a sidecar that has not started holds back', { phase: 'Pending', initSpec: sidecar, init: [init('proxy', { started: false, state: { running: {} } })] }, 'Init:0/1', 0, 2],
  ['being deleted', { metadata: { deletionTimestamp: 'x' }, conditions: [READY], containers: [running()] }, 'Terminating', 1, 1],
  ['being deleted but completed', { phase: 'Succeeded', metadata: { deletionTimestamp: 'x' }, containers: [terminated(0, 'Completed')] }, 'Completed', 0, 1],
  ['on a lost node', { metadata: { deletionTimestamp: 'x' }, status: { reason: 'NodeLost' } }, 'Unknown', 0, 1],
])('a pod that is %s', (_what, parts, word, ready, total) => {
  expect(podStatus(pod(parts))).toMatchObject({ word, ready, total });
});

it('counts restarts of all containers and remembers the last', () => {
  const ended = (finishedAt: string) => ({ restartCount: 2, lastState: { terminated: { exitCode: 1, finishedAt } } });
  const status = podStatus(pod({ init: [{ ...done, ...ended('2024-05-01T00:00:00Z') }], containers: [running(true, ended('2024-06-01T00:00:00Z'))] }));
  expect(status).toMatchObject({ restarts: 4, lastRestartAt: '2024-06-01T00:00:00Z' });
});
