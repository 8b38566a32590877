import {
  address, completedInit, conditions, containers, initContainers, now, running, terminated, waiting,
} from './pod-status.ts';
import { failingStages } from './pod-failure-stages.ts';
import { isInitialized, isJob, startsIn, started } from './pod-facts.ts';
import { behaves, behavesOtherThan, holds, isBeingDeleted, lives, stage, type StageOrder } from './stage.ts';

const podStage = (order: Omit<StageOrder, 'kind'>): object => stage({ ...order, kind: 'Pod' });

/** How every pod begins: it gets an address, its init containers end, its containers are created. */
const beginning = [
  podStage({
    name: 'pod-placed',
    when: [lives, holds('.status.podIP == null'), holds('(.status.phase // "Pending") == "Pending"')],
    delayMs: 100,
    next: {
      event: { type: 'Normal', reason: 'Pulling', message: 'Pulling the images of the pod' },
      statusTemplate: `${now}phase: Pending
${address}
{{ if .spec.initContainers }}
${conditions({ initialized: false, ready: false })}
{{ else }}
${conditions({ initialized: true, ready: false })}
{{ end }}
${initContainers(waiting('PodInitializing'), false)}
${containers({ state: '{ waiting: { reason: {{ if $pod.spec.initContainers }}PodInitializing{{ else }}ContainerCreating{{ end }} } }' })}`,
    },
  }),
  podStage({
    name: 'pod-initialized',
    when: [lives, holds('.status.podIP != null'), holds(`${isInitialized} | not`), behavesOtherThan('image-pull-fail')],
    delayMs: 400,
    next: {
      statusTemplate: `${now}${conditions({ initialized: true, ready: false })}${initContainers(completedInit, true)}${containers({ state: waiting('ContainerCreating') })}`,
    },
  }),
];

const startedEvent = { type: 'Normal', reason: 'Started', message: 'Started the containers of the pod' };
const readyPod = `${now}phase: Running\n${conditions({ initialized: true, ready: true })}`;

const normalLife = [
  podStage({
    name: 'pod-ready',
    when: [lives, behaves('run', 'hang-on-delete'), holds(isInitialized), holds(`${started} | not`)],
    delayMs: 500,
    next: { event: startedEvent, statusTemplate: readyPod + containers({ state: running, ready: true }) },
  }),
  podStage({
    name: 'pod-slow-started',
    when: [lives, behaves('slow-start'), holds(isInitialized), holds(`${started} | not`)],
    delayMs: 500,
    next: {
      event: startedEvent,
      statusTemplate: `${now}phase: Running\n${conditions({ initialized: true, ready: false })}${containers({ state: running, started: true })}`,
    },
  }),
  podStage({
    name: 'pod-slow-ready',
    when: [lives, behaves('slow-start'), holds(started), holds('any(.status.containerStatuses[]?; .ready | not)')],
    delayMs: 7500,
    delayFrom: startsIn,
    next: { statusTemplate: readyPod + containers({ state: '{ running: { startedAt: {{ $origin.state.running.startedAt | Quote }} } }', ready: true }) },
  }),
  podStage({
    name: 'pod-completed',
    when: [lives, behaves('run', 'slow-start'), holds(isJob), holds('.status.phase == "Running"'), holds('all(.status.containerStatuses[]?; .ready)')],
    delayMs: 1000,
    next: { statusTemplate: `${now}phase: Succeeded\n${conditions({ initialized: true, ready: false })}${containers({ state: terminated(0, 'Completed') })}` },
  }),
];

const ending = [
  podStage({ name: 'pod-deleted', when: [isBeingDeleted, behavesOtherThan('hang-on-delete')], delayMs: 300, next: { delete: true } }),
];

export const podStages: readonly object[] = [...beginning, ...normalLife, ...failingStages, ...ending];
