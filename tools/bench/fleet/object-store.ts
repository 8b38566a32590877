import { randomUUID } from 'node:crypto';
import { isRecord, ownedFields } from './owned-fields.ts';

export interface StoredObject extends Record<string, unknown> {
  readonly metadata: Readonly<Record<string, unknown>>;
}

interface Kept {
  /** The last intent as text: the same intent again changes nothing. */
  readonly intent: string;
  readonly object: StoredObject;
}

export interface Applied {
  readonly object: StoredObject;
  readonly created: boolean;
}

/** What a Deployment says whose pods are all there, as if the controllers needed no time. */
const wellStatus = (spec: unknown, generation: number): object => {
  const replicas = isRecord(spec) ? (spec['replicas'] ?? 1) : 1;
  const condition = (type: string, reason: string): object => ({ type, status: 'True', reason, lastTransitionTime: new Date().toISOString(), lastUpdateTime: new Date().toISOString() });
  return {
    observedGeneration: generation, replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas,
    conditions: [condition('Available', 'MinimumReplicasAvailable'), condition('Progressing', 'NewReplicaSetAvailable')],
  };
};

/** The objects of one fake cluster. Each has one manager, so an apply replaces what was there; nothing is defaulted. */
export class ObjectStore {
  private readonly objects = new Map<string, Kept>();
  private version = 1_000;

  constructor() {
    for (const name of ['default', 'kube-system']) this.namespace(name);
  }

  namespace(name: string): void {
    const metadata = { name, uid: randomUUID(), resourceVersion: String(this.version), creationTimestamp: new Date().toISOString() };
    this.objects.set(`/api/v1/namespaces/${name}`, { intent: '', object: { apiVersion: 'v1', kind: 'Namespace', metadata, status: { phase: 'Active' } } });
  }

  find(path: string): StoredObject | undefined {
    return this.objects.get(path)?.object;
  }

  /** Server-side apply, kept unless it is a dry run. */
  apply(path: string, intent: string, manager: string, dryRun: boolean): Applied {
    const known = this.objects.get(path);
    if (known?.intent === intent) return { object: known.object, created: false };
    const wanted: unknown = JSON.parse(intent);
    const object = this.merged(isRecord(wanted) ? wanted : {}, known?.object, manager);
    if (!dryRun) this.objects.set(path, { intent, object });
    return { object, created: known === undefined };
  }

  private merged(wanted: Readonly<Record<string, unknown>>, known: StoredObject | undefined, manager: string): StoredObject {
    this.version += 1;
    const now = new Date().toISOString();
    const generation = Number(known?.metadata['generation'] ?? 0) + 1;
    const metadata = {
      ...(isRecord(wanted['metadata']) ? wanted['metadata'] : {}),
      uid: known?.metadata['uid'] ?? randomUUID(), resourceVersion: String(this.version), generation, creationTimestamp: known?.metadata['creationTimestamp'] ?? now,
      managedFields: [{ manager, operation: 'Apply', apiVersion: wanted['apiVersion'], time: now, fieldsType: 'FieldsV1', fieldsV1: ownedFields(wanted) }],
    };
    return { ...wanted, metadata, ...(wanted['kind'] === 'Deployment' ? { status: wellStatus(wanted['spec'], generation) } : {}) };
  }
}
