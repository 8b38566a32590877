import { isRecord, stringAt } from './reading.js';

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

export interface ManagedFieldsEntry {
  manager?: string;
  operation?: string;
  apiVersion?: string;
  time?: string;
  fieldsType?: string;
  fieldsV1?: Record<string, unknown>;
  subresource?: string;
}

export interface KubeMetadata {
  name: string;
  generateName?: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  managedFields?: ManagedFieldsEntry[];
  [key: string]: unknown;
}

/** A Kubernetes object as the API server speaks it; everything beside the three known keys stays untouched. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: KubeMetadata;
  [key: string]: unknown;
}

/** Which object, in one cluster. `namespace` is '' for cluster-scoped kinds. */
export interface ObjectRef {
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
}

export interface GroupVersion {
  group: string;
  version: string;
}

/** Items of a typed list carry neither apiVersion nor kind; the caller, who knows the list, passes them as `type`. */
export function asKubeObject(value: unknown, type?: { apiVersion: string; kind: string }): KubeObject | undefined {
  if (!isRecord(value)) return undefined;
  const typed: unknown = type ? { ...value, apiVersion: value['apiVersion'] ?? type.apiVersion, kind: value['kind'] ?? type.kind } : value;
  return isKubeObject(typed) ? typed : undefined;
}

export function isKubeObject(value: unknown): value is KubeObject {
  const named = (text: string | undefined): boolean => text !== undefined && text !== '';
  return named(stringAt(value, 'apiVersion')) && named(stringAt(value, 'kind')) && named(stringAt(value, 'metadata', 'name'));
}

export function groupVersion(apiVersion: string): GroupVersion {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? { group: '', version: apiVersion } : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

export function groupOf(object: { apiVersion: string }): string {
  return groupVersion(object.apiVersion).group;
}

export function refOf(object: KubeObject): ObjectRef {
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
  };
}

/** Same object, whatever version it is read in. Neither a group, a kind nor a name can hold a slash, so keys never collide. */
export function refKey(ref: ObjectRef): string {
  return `${groupOf(ref)}/${ref.kind}/${ref.namespace}/${ref.name}`;
}
