import { at, groupOf, isRecord, type KubeObject, listAt, refKey, refOf, stringAt, textsAt } from '@hyperkuber/kube';
import type { ObjectKind } from '../cluster-access.js';
import { canonical, sha256 } from './canonical.js';
import { withoutControllerFields } from './controller-fields.js';
import { type Ownership, ownershipLabels } from './labels.js';

/** What one object shall become at one target. */
export interface ObjectIntent {
  readonly object: KubeObject;
  readonly key: string;
  /** Undefined when neither the cluster nor this revision knows the kind. */
  readonly kind: ObjectKind | undefined;
  /** The definition of its kind comes with this same revision, so the cluster cannot check it yet. */
  readonly isDefinedHere: boolean;
  readonly intentHash: string;
}

/** `apiVersion kind`, for looking kinds up once each. */
export const kindKey = ({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string => `${apiVersion} ${kind}`;

export type KnownKinds = ReadonlyMap<string, ObjectKind>;

/** The kinds that CustomResourceDefinitions among the objects will add. */
export const kindsDefinedBy = (objects: readonly KubeObject[]): KnownKinds => new Map(objects.filter(isDefinition).flatMap((definition) => {
  const group = stringAt(definition, 'spec', 'group') ?? '';
  const kind = stringAt(definition, 'spec', 'names', 'kind') ?? '';
  const resource = stringAt(definition, 'spec', 'names', 'plural') ?? '';
  const namespaced = stringAt(definition, 'spec', 'scope') !== 'Cluster';
  const versions = listAt(definition, 'spec', 'versions').map((version) => stringAt(version, 'name') ?? '');
  return versions.map((version): [string, ObjectKind] => [kindKey({ apiVersion: `${group}/${version}`, kind }), { group, version, resource, namespaced }]);
}));

const isDefinition = (object: KubeObject): boolean => object.kind === 'CustomResourceDefinition' && groupOf(object) === 'apiextensions.k8s.io';

/** The objects of a revision as they are sent to one target: namespace filled in, ownership labelled. */
export const intentsOf = (objects: readonly KubeObject[], target: Ownership, kinds: KnownKinds): ObjectIntent[] => {
  const own = kindsDefinedBy(objects);
  return objects.map((object) => {
    const served = kinds.get(kindKey(object));
    const kind = served ?? own.get(kindKey(object));
    const sent = intentOf(object, target, kind);
    return { object: sent, key: refKey(refOf(sent)), kind, isDefinedHere: served === undefined && kind !== undefined, intentHash: sha256(canonical(sent)) };
  });
};

const intentOf = (object: KubeObject, target: Ownership, kind: ObjectKind | undefined): KubeObject => {
  const { namespace: wished, labels: _labels, ...metadata } = object.metadata;
  const namespace = wished === undefined || wished === '' ? target.namespace : wished;
  const labels = { ...textsAt(object, 'metadata', 'labels'), ...ownershipLabels(target) };
  const place = kind?.namespaced === false ? {} : { namespace };
  return withoutControllerFields(withEncodedData({ ...object, metadata: { ...metadata, ...place, labels } }));
};

/** `stringData` is write-only: applied as such, its fields would differ from `data` in every plan. */
const withEncodedData = (object: KubeObject): KubeObject => {
  const texts = at(object, 'stringData');
  if (object.kind !== 'Secret' || groupOf(object) !== '' || !isRecord(texts)) return object;
  const { stringData: _texts, ...rest } = object;
  const encoded = Object.entries(texts).map(([key, value]) => [key, Buffer.from(String(value), 'utf8').toString('base64')]);
  const data = at(object, 'data');
  return { ...rest, apiVersion: object.apiVersion, kind: object.kind, metadata: object.metadata, data: { ...(isRecord(data) ? data : {}), ...Object.fromEntries(encoded) } };
};

export const NAMESPACE_KIND: ObjectKind = { group: '', version: 'v1', resource: 'namespaces', namespaced: false };

/** The target's namespace, made when it is missing. It carries no ownership: it stays when the application goes. */
export const namespaceIntent = (name: string): ObjectIntent => {
  const object: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  return { object, key: refKey(refOf(object)), kind: NAMESPACE_KIND, isDefinedHere: false, intentHash: sha256(canonical(object)) };
};

