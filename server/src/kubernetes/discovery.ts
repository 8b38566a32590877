import pLimit from 'p-limit';
import { type Clock } from '../kernel/clock.js';
import { listAt, textAt, type JsonRecord } from './answer-object.js';
import { ApiCatalog, type ApiResource, readAggregated, readGroupVersion, readGroupVersions } from './api-catalog.js';
import { platformContext } from './call-context.js';
import { type ClusterTarget } from './cluster-target.js';
import { type CallOptions, type KubeClient } from './kube-client.js';
import { type KubeClients } from './kube-clients.js';

const aggregated = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',');
const ttlMs = 5 * 60_000;
const parallelGroups = 8;
const isAggregated = (answer: JsonRecord): boolean => textAt(answer, 'kind') === 'APIGroupDiscoveryList';

interface Entry {
  readonly connectionKey: string;
  readonly catalog: Promise<ApiCatalog>;
  readonly readAt: number;
}

type Part = { resources: ApiResource[]; missing: string[] };

const readOne = async (client: KubeClient, call: CallOptions, group: string, version: string): Promise<Part> => {
  try {
    const list = await client.raw(group === '' ? ['api', version] : ['apis', group, version], call);
    return { resources: readGroupVersion(group, version, list), missing: [] };
  } catch {
    // An aggregated API whose back end is down must not hide all the others.
    return { resources: [], missing: [`${group}/${version}`] };
  }
};

const readGroups = async (client: KubeClient, call: CallOptions, groupVersions: readonly { group: string; version: string }[]): Promise<Part> => {
  const limit = pLimit(parallelGroups);
  const parts = await Promise.all(groupVersions.map(({ group, version }) => limit(() => readOne(client, call, group, version))));
  return { resources: parts.flatMap((part) => part.resources), missing: parts.flatMap((part) => part.missing) };
};

const coreVersions = (answer: JsonRecord): { group: string; version: string }[] =>
  listAt(answer, 'versions').flatMap((version) => (typeof version === 'string' ? [{ group: '', version }] : []));

/** Reads the whole catalogue: two requests where the cluster aggregates it (1.27 and later), one per group version otherwise. */
export const readCatalog = async (client: KubeClient, call: CallOptions = {}): Promise<ApiCatalog> => {
  const [core, groups] = await Promise.all([client.raw(['api'], { ...call, accept: aggregated }), client.raw(['apis'], { ...call, accept: aggregated })]);
  const parts = await Promise.all([
    isAggregated(core) ? readAggregated(core) : readGroups(client, call, coreVersions(core)),
    isAggregated(groups) ? readAggregated(groups) : readGroups(client, call, readGroupVersions(groups)),
  ]);
  return new ApiCatalog(parts.flatMap((part) => part.resources), parts.flatMap((part) => part.missing));
};

/** Catalogues per cluster and credential, read once for all who ask at the same time. */
export class Discovery {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly clients: KubeClients,
    private readonly clock: Clock,
  ) {}

  /** What the cluster serves, at most five minutes old. */
  catalog(target: ClusterTarget): Promise<ApiCatalog> {
    const known = this.entries.get(target.clusterId);
    const isFresh = known?.connectionKey === target.connectionKey && this.now() - known.readAt < ttlMs;
    return isFresh ? known.catalog : this.refresh(target);
  }

  /** Reads again; call after a CustomResourceDefinition or an APIService changed. */
  refresh(target: ClusterTarget): Promise<ApiCatalog> {
    const catalog = readCatalog(this.clients.for(target, platformContext));
    const entry = { connectionKey: target.connectionKey, catalog, readAt: this.now() };
    this.entries.set(target.clusterId, entry);
    catalog.catch(() => this.forget(target.clusterId, entry));
    return catalog;
  }

  /** Finds a type; when it is not known, reads the catalogue again once (a definition may just have been added). */
  async find(target: ClusterTarget, apiVersion: string, kind: string): Promise<ApiResource | undefined> {
    return this.orRefreshed(target, (catalog) => catalog.find(apiVersion, kind));
  }

  async findResource(target: ClusterTarget, group: string, resource: string, version?: string): Promise<ApiResource | undefined> {
    return this.orRefreshed(target, (catalog) => catalog.findResource(group, resource, version));
  }

  drop(clusterId: string): void {
    this.entries.delete(clusterId);
  }

  private async orRefreshed(target: ClusterTarget, find: (catalog: ApiCatalog) => ApiResource | undefined): Promise<ApiResource | undefined> {
    const found = find(await this.catalog(target));
    if (found !== undefined || !this.mayRefresh(target)) return found;
    return find(await this.refresh(target));
  }

  // Unknown types must not become a way to make the platform read discovery without end.
  private mayRefresh(target: ClusterTarget): boolean {
    const known = this.entries.get(target.clusterId);
    return known === undefined || this.now() - known.readAt > 2_000;
  }

  private forget(clusterId: string, entry: Entry): void {
    if (this.entries.get(clusterId) === entry) this.entries.delete(clusterId);
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
