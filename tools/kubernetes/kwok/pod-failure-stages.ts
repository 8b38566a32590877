import { backOff, isInitialized, lastEndedBy, neverRestarts, runs, waitsFor } from './pod-facts.ts';
import { conditions, containers, endedBefore, now, running, terminated, waiting, type ContainerState } from './pod-status.ts';
import { behaves, holds, lives, stage, type StageOrder } from './stage.ts';

const notReady = conditions({ initialized: true, ready: false });
const status = (phase: string, state: ContainerState): string => `${now}phase: ${phase}\n${notReady}${containers(state)}`;
const failing = (order: Omit<StageOrder, 'kind'>): object => stage({ ...order, kind: 'Pod', when: [lives, ...order.when] });

const backOffMessage = '{{ printf "back-off restarting failed container %s in pod %s_%s" $container.name $pod.metadata.name $pod.metadata.namespace | Quote }}';
const pullMessage = '{{ printf "failed to pull and unpack image %q: failed to resolve reference: not found" $container.image | Quote }}';
const pullBackOffMessage = '{{ printf "Back-off pulling image %q: ErrImagePull: not found" $container.image | Quote }}';

interface Failure {
  readonly behavior: string;
  readonly exitCode: number;
  readonly reason: string;
}

/** A container that runs for a second, ends with the failure and is started again after a growing pause. */
const restarting = ({ behavior, exitCode, reason }: Failure): object[] => [
  failing({
    name: `${behavior}-runs`,
    when: [behaves(behavior), holds(isInitialized), holds(`${waitsFor} == "ContainerCreating"`)],
    delayMs: 500,
    next: { event: { type: 'Normal', reason: 'Started', message: 'Started the containers of the pod' }, statusTemplate: status('Running', { state: running, started: true }) },
  }),
  failing({
    name: `${behavior}-ends`,
    when: [behaves(behavior), holds(runs), holds(`${neverRestarts} | not`)],
    delayMs: 1000,
    next: { statusTemplate: status('Running', { state: terminated(exitCode, reason) }) },
  }),
  failing({
    name: `${behavior}-fails`,
    when: [behaves(behavior), holds(runs), holds(neverRestarts)],
    delayMs: 1000,
    next: { statusTemplate: status('Failed', { state: terminated(exitCode, reason) }) },
  }),
  failing({
    name: `${behavior}-waits`,
    when: [behaves(behavior), holds(`${lastEndedBy} == "${reason}"`), holds(`${neverRestarts} | not`)],
    delayMs: 700,
    next: {
      event: { type: 'Warning', reason: 'BackOff', message: 'Back-off restarting failed container' },
      statusTemplate: status('Running', { state: waiting('CrashLoopBackOff', backOffMessage), last: endedBefore }),
    },
  }),
  failing({
    name: `${behavior}-starts-again`,
    when: [behaves(behavior), holds(`${waitsFor} == "CrashLoopBackOff"`)],
    delayMs: 2000,
    delayFrom: backOff,
    next: { statusTemplate: status('Running', { state: running, started: true, restarts: 'add' }) },
  }),
];

const pulling = [
  failing({
    name: 'image-pull-fails',
    when: [behaves('image-pull-fail'), holds(`[${waitsFor}] | inside(["ContainerCreating", "PodInitializing"])`)],
    delayMs: 500,
    next: {
      event: { type: 'Warning', reason: 'Failed', message: 'Failed to pull image: not found' },
      statusTemplate: `${now}${containers({ state: waiting('ErrImagePull', pullMessage) })}`,
    },
  }),
  failing({
    name: 'image-pull-waits',
    when: [behaves('image-pull-fail'), holds(`${waitsFor} == "ErrImagePull"`)],
    delayMs: 1500,
    next: {
      event: { type: 'Warning', reason: 'BackOff', message: 'Back-off pulling image' },
      statusTemplate: `${now}${containers({ state: waiting('ImagePullBackOff', pullBackOffMessage) })}`,
    },
  }),
  failing({
    name: 'image-pull-tries-again',
    when: [behaves('image-pull-fail'), holds(`${waitsFor} == "ImagePullBackOff"`)],
    delayMs: 20_000,
    next: { statusTemplate: `${now}${containers({ state: waiting('ErrImagePull', pullMessage) })}` },
  }),
];

/** Pods that do not become ready, each in the way its behavior names. */
export const failingStages: readonly object[] = [
  ...restarting({ behavior: 'crash-loop', exitCode: 1, reason: 'Error' }),
  ...restarting({ behavior: 'oom-killed', exitCode: 137, reason: 'OOMKilled' }),
  ...pulling,
];
