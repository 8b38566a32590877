import type { KubeObject } from './kube-object.js';

/** What the API server writes into metadata; meaningless in an intent and noise in a comparison. */
export const SERVER_METADATA: readonly string[] = [
  'uid', 'resourceVersion', 'generation', 'managedFields', 'creationTimestamp', 'selfLink', 'deletionTimestamp', 'deletionGracePeriodSeconds',
];

/** A copy without status and without what only the server may write in metadata. */
export function stripServerFields(object: KubeObject): KubeObject {
  const kept = Object.entries(object.metadata).filter(([key]) => !SERVER_METADATA.includes(key));
  const copy: KubeObject = { ...object, metadata: { ...Object.fromEntries(kept), name: object.metadata.name } };
  delete copy['status'];
  return copy;
}

/** For showing: managedFields is most of an object's text and nobody reads it; status stays. */
export function withoutManagedFields(object: KubeObject): KubeObject {
  if (object.metadata.managedFields === undefined) return object;
  const metadata = { ...object.metadata };
  delete metadata.managedFields;
  return { ...object, metadata };
}
