import type { KubeObject } from '../kube-object.js';
import { at, stringAt } from '../reading.js';
import { detailOf, trueCondition } from './conditions.js';
import { judged, type Health } from './health.js';
import type { HealthContext } from './health-context.js';

export function claimHealth(claim: KubeObject, context: HealthContext): Health {
  switch (stringAt(claim, 'status', 'phase')) {
    case 'Lost': return judged('Degraded', 'ClaimLost');
    case 'Bound': return boundClaim(claim);
    default: return pendingClaim(context);
  }
}

export function volumeHealth(volume: KubeObject): Health {
  const phase = stringAt(volume, 'status', 'phase') ?? 'Pending';
  const since = stringAt(volume, 'status', 'lastPhaseTransitionTime');
  switch (phase) {
    case 'Available':
    case 'Bound': return judged('Healthy', 'VolumeUsable', { phase: phase.toLowerCase() }, { since });
    case 'Released': return judged('Suspended', 'VolumeReleased', {}, { since });
    case 'Failed': return judged('Degraded', 'VolumeFailed', { detail: stringAt(volume, 'status', 'message') }, { since });
    default: return judged('Progressing', 'VolumePending', {}, { since });
  }
}

export function snapshotHealth(snapshot: KubeObject): Health {
  const ready = at(snapshot, 'status', 'readyToUse');
  if (ready === true) return judged('Healthy', 'SnapshotReady');
  if (at(snapshot, 'status', 'error') === undefined) return judged('Progressing', 'SnapshotPending');
  return judged('Degraded', 'SnapshotFailed', { detail: stringAt(snapshot, 'status', 'error', 'message') }, { since: stringAt(snapshot, 'status', 'error', 'time') });
}

function boundClaim(claim: KubeObject): Health {
  const failed = trueCondition(claim, 'ControllerResizeError', 'NodeResizeError');
  if (failed) return judged('Degraded', 'ResizeFailed', { detail: detailOf(failed) }, { since: failed.since });
  const resizing = trueCondition(claim, 'Resizing');
  if (resizing) return judged('Progressing', 'ClaimResizing', {}, { since: resizing.since });
  const isWaiting = trueCondition(claim, 'FileSystemResizePending') !== undefined;
  return judged('Healthy', 'ClaimBound', { volume: stringAt(claim, 'spec', 'volumeName') }, isWaiting ? { flags: ['FileSystemResizePending'] } : {});
}

/** With WaitForFirstConsumer a claim nobody uses is meant to wait; without it, or with a pod, it is not. */
function pendingClaim(context: HealthContext): Health {
  const waitsForPod = stringAt(context.storageClass, 'volumeBindingMode') === 'WaitForFirstConsumer';
  if (waitsForPod && (context.pods ?? []).length === 0) return judged('Suspended', 'WaitingForConsumer');
  const failure = (context.events ?? []).find((event) => stringAt(event, 'reason') === 'ProvisioningFailed');
  if (!failure) return judged('Progressing', 'ClaimPending');
  const detail = stringAt(failure, 'message') ?? stringAt(failure, 'note');
  return judged('Degraded', 'ProvisioningFailed', { detail }, { since: stringAt(failure, 'lastTimestamp') ?? stringAt(failure, 'eventTime') });
}
