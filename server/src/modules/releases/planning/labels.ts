import { type KubeObject, textsAt } from '@hyperkuber/kube';

const APPLICATION_LABEL = 'hyperkuber.io/application';
const TARGET_LABEL = 'hyperkuber.io/release-target';
const PRUNE_ANNOTATION = 'hyperkuber.io/prune';

export interface Ownership {
  readonly applicationName: string;
  /** The namespace of the target; with the cluster it is the target. */
  readonly namespace: string;
}

/** Nothing in them changes from release to release, so a second plan of the same revision is empty. */
export const ownershipLabels = ({ applicationName, namespace }: Ownership): Record<string, string> => ({ [APPLICATION_LABEL]: applicationName, [TARGET_LABEL]: namespace });

export const isLabelledAs = (object: KubeObject, ownership: Ownership): boolean => {
  const labels = textsAt(object, 'metadata', 'labels');
  return Object.entries(ownershipLabels(ownership)).every(([key, value]) => labels[key] === value);
};

export const isKeptFromPruning = (object: KubeObject): boolean => textsAt(object, 'metadata', 'annotations')[PRUNE_ANNOTATION] === 'disabled';
