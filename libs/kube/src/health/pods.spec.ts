import { condition, context, minutesAgo, NOT_READY, pod, type PodParts, READY, running, terminated, waiting } from './fixtures.js';
import { health } from './object-health.js';

const unscheduled = (minutes: number): object => condition('PodScheduled', 'False', 'Unschedulable', minutes);
const died = (reason: string): object => ({ restartCount: 3, lastState: { terminated: { exitCode: 137, reason } } });

it.each<[string, PodParts, string, string, string]>([
  ['failed', { phase: 'Failed', containers: [terminated(1, 'Error')] }, 'Degraded', 'PodFailed', 'failed: Error on node-2'],
  ['evicted', { phase: 'Failed', status: { reason: 'Evicted' } }, 'Degraded', 'PodEvicted', 'evicted from node-2'],
  ['completed', { phase: 'Succeeded' }, 'Healthy', 'PodSucceeded', 'completed'],
  ['without its image', { phase: 'Pending', containers: [waiting('ImagePullBackOff')] }, 'Degraded', 'ImageCannotBePulled', 'image cannot be pulled on node-2'],
  ['with an image name nobody can read', { phase: 'Pending', containers: [waiting('InvalidImageName')] }, 'Degraded', 'ImageNameInvalid', 'image name is not valid'],
  ['pulling again', { phase: 'Pending', containers: [waiting('ErrImagePull')] }, 'Degraded', 'ImageCannotBePulled', 'image cannot be pulled on node-2'],
  ['crashing', { conditions: [NOT_READY], containers: [waiting('CrashLoopBackOff')] }, 'Degraded', 'CrashLoop', 'container app keeps crashing on node-2'],
  ['out of memory', { containers: [waiting('CrashLoopBackOff', died('OOMKilled'))] }, 'Degraded', 'OutOfMemory', 'container app ran out of memory on node-2'],
  ['missing its ConfigMap', { phase: 'Pending', containers: [waiting('CreateContainerConfigError')] }, 'Degraded', 'ContainerConfigInvalid', 'container app refers to something that does not exist'],
  ['unable to start', { phase: 'Pending', containers: [waiting('RunContainerError')] }, 'Degraded', 'ContainerCannotStart', 'container app cannot be started on node-2'],
  ['crashing in an init container', { phase: 'Pending', initSpec: [{ name: 'app' }], init: [waiting('CrashLoopBackOff')] }, 'Degraded', 'CrashLoop', 'container app keeps crashing on node-2'],
  ['crashing in a sidecar', { initSpec: [{ name: 'app', restartPolicy: 'Always' }], init: [waiting('CrashLoopBackOff')], containers: [running()] }, 'Degraded', 'CrashLoop', 'container app keeps crashing on node-2'],
  ['unschedulable for a moment', { phase: 'Pending', conditions: [unscheduled(0.2)] }, 'Progressing', 'WaitingForNode', 'waiting for a node'],
  ['unschedulable for a while', { phase: 'Pending', conditions: [unscheduled(0.3)] }, 'Degraded', 'Unschedulable', 'no node fits'],
  ['gated', { phase: 'Pending', conditions: [condition('PodScheduled', 'False', 'SchedulingGated')] }, 'Suspended', 'SchedulingGated', 'held back by a scheduling gate'],
  ['being created', { phase: 'Pending', containers: [waiting('ContainerCreating')] }, 'Progressing', 'PodStarting', 'starting: ContainerCreating'],
  ['ready', { conditions: [READY], containers: [running()] }, 'Healthy', 'PodReady', '1 of 1 containers ready'],
  ['not ready yet', { conditions: [NOT_READY], containers: [running(false)] }, 'Progressing', 'PodStarting', 'starting: Running'],
  ['not ready after a restart', { conditions: [NOT_READY], containers: [running(false, died('Error'))] }, 'Degraded', 'NotReadyAfterRestart', 'container app is not ready after a restart on node-2'],
  ['running a job', { spec: { restartPolicy: 'Never' }, conditions: [READY], containers: [running()] }, 'Progressing', 'PodRunning', 'running'],
  ['being deleted', { metadata: { deletionTimestamp: minutesAgo(1) }, conditions: [READY] }, 'Terminating', 'Deleting', 'being deleted'],
])('a pod that is %s', (_what, parts, status, reason, message) => {
  expect(health(pod(parts), context())).toMatchObject({ status, reason, message });
});
