import type { ObjectRef } from '@hyperkuber/contracts';

/** Whoever loses one of these loses data, or everything inside it. */
const GUARDED_KINDS: ReadonlySet<string> = new Set(['/Namespace', '/PersistentVolumeClaim', '/PersistentVolume', 'apiextensions.k8s.io/CustomResourceDefinition']);
const MOST_UNASKED = 10;
const MOST_UNASKED_SHARE = 0.3;

const groupKind = ({ apiVersion, kind }: ObjectRef): string => `${apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''}/${kind}`;

/** What must be confirmed by name before the object goes; null for most. */
export const confirmationFor = (ref: ObjectRef): string | null => (GUARDED_KINDS.has(groupKind(ref)) ? `prune:${ref.kind}/${ref.name}` : null);

/** Many objects that go at once are more often a mistake in the manifests than a wish. */
export const massConfirmation = (pruned: number, inventory: number, place: { readonly clusterName: string; readonly namespace: string }): string | null => {
  const isMany = pruned > MOST_UNASKED || (pruned > 1 && pruned > inventory * MOST_UNASKED_SHARE);
  return isMany ? `prune:many/${place.clusterName}/${place.namespace}` : null;
};
