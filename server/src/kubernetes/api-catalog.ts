import { isRecord, listAt, textAt } from './answer-object.js';

/** One resource type that the cluster serves. */
export interface ApiResource {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly subresources: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
}

const texts = (value: unknown, key: string): string[] => listAt(value, key).filter((one) => typeof one === 'string');

/** What a cluster serves, as read from its discovery. Group versions are kept in the cluster's own order of preference. */
export class ApiCatalog {
  private readonly byKind = new Map<string, ApiResource>();
  private readonly byResource = new Map<string, ApiResource[]>();

  constructor(
    readonly resources: readonly ApiResource[],
    /** Group versions whose back end did not answer: what they serve is not known now. */
    readonly missing: readonly string[] = [],
  ) {
    for (const resource of resources) {
      this.byKind.set(`${resource.group}/${resource.version}/${resource.kind}`, resource);
      const key = `${resource.group}/${resource.resource}`;
      const versions = this.byResource.get(key);
      if (versions === undefined) this.byResource.set(key, [resource]);
      else versions.push(resource);
    }
  }

  get groups(): readonly string[] {
    return [...new Set(this.resources.map(({ group }) => group))];
  }

  /** For an object: `find('apps/v1', 'Deployment')`. */
  find(apiVersion: string, kind: string): ApiResource | undefined {
    const key = apiVersion.includes('/') ? `${apiVersion}/${kind}` : `/${apiVersion}/${kind}`;
    return this.byKind.get(key);
  }

  /** In the version that the cluster prefers, or in the given one. */
  findResource(group: string, resource: string, version?: string): ApiResource | undefined {
    const versions = this.byResource.get(`${group}/${resource}`) ?? [];
    return version === undefined ? versions[0] : versions.find((one) => one.version === version);
  }
}

const aggregatedResource = (group: string, version: string, value: unknown): ApiResource => ({
  group,
  version,
  resource: textAt(value, 'resource'),
  kind: textAt(isRecord(value) ? value['responseKind'] : undefined, 'kind'),
  namespaced: textAt(value, 'scope') === 'Namespaced',
  verbs: texts(value, 'verbs'),
  subresources: listAt(value, 'subresources').map((sub) => textAt(sub, 'subresource')),
  shortNames: texts(value, 'shortNames'),
  categories: texts(value, 'categories'),
});

/** Reads an `APIGroupDiscoveryList` (apidiscovery.k8s.io/v2). */
export const readAggregated = (list: unknown): { resources: ApiResource[]; missing: string[] } => {
  const resources: ApiResource[] = [];
  const missing: string[] = [];
  for (const item of listAt(list, 'items')) {
    const group = textAt(isRecord(item) ? item['metadata'] : undefined, 'name');
    for (const served of listAt(item, 'versions')) {
      const version = textAt(served, 'version');
      if (textAt(served, 'freshness') === 'Stale') missing.push(`${group}/${version}`);
      resources.push(...listAt(served, 'resources').map((one) => aggregatedResource(group, version, one)));
    }
  }
  return { resources, missing };
};

/** Reads an `APIResourceList`, where subresources stand beside their resource as `pods/log`. */
export const readGroupVersion = (group: string, version: string, list: unknown): ApiResource[] => {
  const all = listAt(list, 'resources');
  const names = all.map((one) => textAt(one, 'name'));
  return all
    .filter((one) => !textAt(one, 'name').includes('/'))
    .map((one) => {
      const resource = textAt(one, 'name');
      return {
        group,
        version,
        resource,
        kind: textAt(one, 'kind'),
        namespaced: isRecord(one) && one['namespaced'] === true,
        verbs: texts(one, 'verbs'),
        subresources: names.filter((name) => name.startsWith(`${resource}/`)).map((name) => name.slice(resource.length + 1)),
        shortNames: texts(one, 'shortNames'),
        categories: texts(one, 'categories'),
      };
    });
};

/** Group versions of an `APIGroupList`, each group's preferred version first. */
export const readGroupVersions = (list: unknown): { group: string; version: string }[] =>
  listAt(list, 'groups').flatMap((item) => {
    const preferred = textAt(isRecord(item) ? item['preferredVersion'] : undefined, 'version');
    const versions = listAt(item, 'versions').map((one) => textAt(one, 'version'));
    const ordered = [preferred, ...versions.filter((version) => version !== preferred)].filter((version) => version !== '');
    return ordered.map((version) => ({ group: textAt(item, 'name'), version }));
  });
