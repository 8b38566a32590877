interface Served {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** What a fake cluster serves: a small part of a real one, and the same for everybody who asks. */
export const SERVED: readonly Served[] = [
  { group: '', version: 'v1', resource: 'namespaces', kind: 'Namespace', namespaced: false },
  { group: '', version: 'v1', resource: 'nodes', kind: 'Node', namespaced: false },
  { group: '', version: 'v1', resource: 'pods', kind: 'Pod', namespaced: true },
  { group: '', version: 'v1', resource: 'configmaps', kind: 'ConfigMap', namespaced: true },
  { group: '', version: 'v1', resource: 'services', kind: 'Service', namespaced: true },
  { group: 'apps', version: 'v1', resource: 'deployments', kind: 'Deployment', namespaced: true },
];
const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

export const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

const versionOf = (group: string, version: string): object => ({
  version,
  freshness: 'Current',
  resources: SERVED.filter((served) => served.group === group && served.version === version).map(({ resource, kind, namespaced }) => ({
    resource, responseKind: { group, version, kind }, scope: namespaced ? 'Namespaced' : 'Cluster', singularResource: kind.toLowerCase(), verbs: VERBS,
  })),
});

const discoveryList = (groups: readonly string[]): object => ({
  kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {},
  items: groups.map((name) => ({ metadata: name === '' ? {} : { name }, versions: [versionOf(name, 'v1')] })),
});

const gvOf = ({ group, version }: Pick<Served, 'group' | 'version'>): string => (group === '' ? `api/${version}` : `apis/${group}/${version}`);

const openapiPath = (served: Served): [string, object] => {
  const place = served.namespaced ? 'namespaces/{namespace}/' : '';
  const { group, kind, version } = served;
  const parameters = ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  return [`/${gvOf(served)}/${place}${served.resource}/{name}`, { patch: { parameters, responses: {}, 'x-kubernetes-action': 'patch', 'x-kubernetes-group-version-kind': { group, kind, version } } }];
};

const openapiOf = (gv: string): object => ({
  openapi: '3.0.0', info: { title: 'Kubernetes', version: 'v1.37.2' },
  paths: Object.fromEntries(SERVED.filter((served) => gvOf(served) === gv).map(openapiPath)),
});

const openapiIndex = { paths: Object.fromEntries([...new Set(SERVED.map(gvOf))].map((gv) => [gv, { serverRelativeURL: `/openapi/v3/${gv}?hash=1` }])) };

/** Documents that describe the cluster, ready to be sent. */
export const documents: ReadonlyMap<string, { readonly contentType: string; readonly text: string }> = new Map([
  ['/api', { contentType: AGGREGATED, text: JSON.stringify(discoveryList([''])) }],
  ['/apis', { contentType: AGGREGATED, text: JSON.stringify(discoveryList(['apps'])) }],
  ['/openapi/v3', { contentType: 'application/json', text: JSON.stringify(openapiIndex) }],
  ['/openapi/v3/api/v1', { contentType: 'application/json', text: JSON.stringify(openapiOf('api/v1')) }],
  ['/openapi/v3/apis/apps/v1', { contentType: 'application/json', text: JSON.stringify(openapiOf('apis/apps/v1')) }],
  ['/version', { contentType: 'application/json', text: JSON.stringify({ major: '1', minor: '37', gitVersion: 'v1.37.2', platform: 'linux/amd64' }) }],
]);
