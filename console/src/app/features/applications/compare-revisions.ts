import { diffObjects, type KubeObject, parseManifests, refKey, refOf } from '@hyperkuber/kube';
import type { FieldChange } from '../../ui/diff/diff-view';

export interface ObjectDifference {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly changes: readonly FieldChange[];
}

const objectsOf = (manifests: string): Map<string, KubeObject> => new Map(parseManifests(manifests).documents.map(({ object }) => [refKey(refOf(object)), object]));

/** What differs between two manifests, object by object and field by field; comments and order are no difference. */
export const compareManifests = (before: string, after: string): readonly ObjectDifference[] => {
  const [old, next] = [objectsOf(before), objectsOf(after)];
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), next.get(key)];
    const object = is ?? was;
    const changes = diffObjects(was, is).map(({ path, before: from, after: to }) => ({ path, before: from, after: to }));
    if (object === undefined || changes.length === 0) return [];
    return [{ key, kind: object.kind, name: object.metadata.name, change: was === undefined ? 'added' as const : is === undefined ? 'removed' as const : 'changed' as const, changes }];
  });
};
