/** jq expressions about a pod. */

export const isInitialized = 'any(.status.conditions[]?; .type == "Initialized" and .status == "True")';
export const started = '(.status.phase != "Pending") and any(.status.containerStatuses[]?; .state.waiting == null)';
export const isJob = 'any(.metadata.ownerReferences[]?; .kind == "Job")';
export const neverRestarts = '.spec.restartPolicy == "Never"';
/** Why the first container waits, or "" when it does not. */
export const waitsFor = '(.status.containerStatuses[0].state.waiting.reason // "")';
export const lastEndedBy = '(.status.containerStatuses[0].state.terminated.reason // "")';
export const runs = '(.status.containerStatuses[0].state.running != null)';

/** How long a slow start takes, told by annotation; without one the stage's own delay counts. */
export const startsIn = '.metadata.annotations["hyperkuber.io/start-delay"]';
/** Longer after each restart, up to half a minute: a real kubelet waits ten times as long. */
export const backOff = '(.status.containerStatuses[0].restartCount // 0) as $n | (if $n < 2 then 2 elif $n < 4 then 5 elif $n < 6 then 10 else 30 end) | tostring + "s"';
