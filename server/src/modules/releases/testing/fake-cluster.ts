import { groupVersion, isRecord, type KubeObject, matchesSelector, parseSelector, refKey, refOf } from '@hyperkuber/kube';
import { newId } from '../../../kernel/ids.js';
import { canonical } from '../planning/canonical.js';
import { type Applied, type ApplyWish, type ClusterFacts, FIELD_MANAGER, type ObjectKind, type ReleaseCluster, ReleaseClusters } from '../cluster-access.js';

const fieldsOf = (value: unknown): Record<string, unknown> =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !['apiVersion', 'kind', 'name', 'namespace', 'managedFields', 'uid', 'resourceVersion'].includes(key)).map(([key, inner]) => [`f:${key}`, fieldsOf(inner)])) : {};

const NAMESPACED = new Set(['ConfigMap', 'Secret', 'Service', 'Deployment']);

/** A cluster in memory that applies, counts what it was really asked to write, and fails or hangs where a test wants it to. */
export class FakeCluster implements ReleaseCluster {
  readonly clusterId = newId();
  readonly objects = new Map<string, KubeObject>();
  /** Writes that changed something. */
  readonly effects: string[] = [];
  /** Called before every call with its name; may throw or never return. */
  before: (call: string) => Promise<void> = () => Promise.resolve();
  private version = 0;

  constructor(readonly name: string) {}

  async kindOf(apiVersion: string, kind: string): Promise<ObjectKind | undefined> {
    await this.before(`kind ${kind}`);
    return { ...groupVersion(apiVersion), resource: `${kind.toLowerCase()}s`, namespaced: NAMESPACED.has(kind) };
  }

  refreshKinds(): Promise<void> {
    return Promise.resolve();
  }

  async get(kind: ObjectKind, namespace: string, name: string): Promise<KubeObject | undefined> {
    await this.before(`get ${kind.resource}/${name}`);
    return [...this.objects.values()].find((object) => `${object.kind.toLowerCase()}s` === kind.resource && (object.metadata.namespace ?? '') === (kind.namespaced ? namespace : '') && object.metadata.name === name);
  }

  async apply(_kind: ObjectKind, object: KubeObject, { dryRun }: ApplyWish): Promise<Applied> {
    await this.before(`${dryRun ? 'try' : 'apply'} ${object.kind}/${object.metadata.name}`);
    const key = refKey(refOf(object));
    const live = this.objects.get(key);
    const isSame = live !== undefined && canonical(this.intentOf(live)) === canonical(object);
    const written = isSame ? live : this.written(object, live);
    if (!dryRun && !isSame) {
      this.effects.push(`apply ${object.kind}/${object.metadata.name}`);
      this.objects.set(key, written);
    }
    await this.before(`${dryRun ? 'tried' : 'applied'} ${object.kind}/${object.metadata.name}`);
    return { object: written, warnings: [] };
  }

  async remove(_kind: ObjectKind, _namespace: string, name: string, uid: string): Promise<boolean> {
    await this.before(`remove ${name}`);
    const found = [...this.objects].find(([, object]) => object.metadata.uid === uid);
    if (found === undefined) return false;
    this.objects.delete(found[0]);
    this.effects.push(`remove ${name}`);
    await this.before(`removed ${name}`);
    return true;
  }

  list(_kind: ObjectKind, namespace: string, labelSelector: string): Promise<readonly KubeObject[]> {
    const selector = parseSelector(labelSelector);
    return Promise.resolve([...this.objects.values()].filter(({ kind, metadata }) => kind === 'Pod' && metadata.namespace === namespace && selector.ok && matchesSelector(selector.requirements, metadata.labels)));
  }

  /** What somebody else does behind the platform's back. */
  put(object: KubeObject): void {
    this.objects.set(refKey(refOf(object)), this.written(object, undefined));
  }

  private intentOf(live: KubeObject): unknown {
    const { status: _status, metadata: { uid: _uid, resourceVersion: _version, managedFields: _fields, ...metadata }, ...rest } = live;
    return { ...rest, metadata };
  }

  private written(object: KubeObject, live: KubeObject | undefined): KubeObject {
    this.version += 1;
    const managedFields = [{ manager: FIELD_MANAGER, operation: 'Apply', fieldsV1: fieldsOf(object) }];
    const status = object.kind === 'Namespace' ? { phase: 'Active' } : undefined;
    return { ...object, ...(status === undefined ? {} : { status }), metadata: { ...object.metadata, uid: live?.metadata.uid ?? newId(), resourceVersion: String(this.version), managedFields } };
  }
}

export class FakeClusters extends ReleaseClusters {
  constructor(readonly all: readonly FakeCluster[]) {
    super();
  }

  connect(clusterId: string): Promise<ReleaseCluster> {
    const cluster = this.all.find((one) => one.clusterId === clusterId);
    return cluster === undefined ? Promise.reject(new Error('There is no such cluster')) : Promise.resolve(cluster);
  }

  describe(clusterIds: readonly string[]): Promise<ReadonlyMap<string, ClusterFacts>> {
    const known = this.all.filter((cluster) => clusterIds.includes(cluster.clusterId));
    return Promise.resolve(new Map(known.map(({ clusterId: id, name }) => [id, { id, name, enabled: true, mode: 'direct' as const }])));
  }
}
