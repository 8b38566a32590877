import { stringify } from 'yaml';

/** One object of a revision, as it is written in the manifests. */
export interface WantedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly [part: string]: unknown;
}

export const keyOf = (kind: string, name: string): string => `${kind}/${name}`;

const deployment = (name: string, replicas: number, revision: number): WantedObject => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name },
  spec: {
    replicas, selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'main', image: `registry.example/${name}:${revision}`, env: [{ name: 'REVISION', value: String(revision) }], ports: [{ containerPort: 8080 }] }] },
    },
  },
});

const service = (name: string): WantedObject => ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] } });

const configMap = (name: string, data: Readonly<Record<string, string>>): WantedObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });

/** A Job cannot be changed, so each revision brings its own and the one before goes. */
const job = (revision: number): WantedObject => ({
  apiVersion: 'batch/v1', kind: 'Job', metadata: { name: `migrate-${revision}` },
  spec: { backoffLimit: 0, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: `registry.example/migrate:${revision}` }] } } },
});

/** Objects that never change, that change each time, and that come and go: each revision creates, changes and deletes some. */
export const objectsOf = (revision: number): readonly WantedObject[] => [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'chaos' } },
  configMap('always-the-same', { greeting: 'hello' }),
  configMap('settings', { revision: String(revision), colour: revision % 2 === 0 ? 'blue' : 'green' }),
  configMap(`extra-${revision % 3}`, { extra: String(revision % 3) }),
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'credentials' }, stringData: { password: `secret-of-revision-${revision}` } },
  deployment('web', 2, revision),
  service('web'),
  job(revision),
  ...(revision % 2 === 0 ? [deployment('assistant', 1, 1), service('assistant')] : []),
];

export const manifestsOf = (revision: number): string => objectsOf(revision).map((object) => stringify(object)).join('---\n');

export type Effect = 'create' | 'change' | 'delete';

/** What going from one revision to another must do, object by object: once each, and nothing else. */
export const expectedEffects = (from: number | undefined, to: number): ReadonlyMap<string, Effect> => {
  const before = new Map((from === undefined ? [] : objectsOf(from)).map((object) => [keyOf(object.kind, object.metadata.name), JSON.stringify(object)]));
  const after = new Map(objectsOf(to).map((object) => [keyOf(object.kind, object.metadata.name), JSON.stringify(object)]));
  const effects = new Map<string, Effect>();
  for (const [key, text] of after) {
    const earlier = before.get(key);
    if (earlier === undefined) effects.set(key, 'create');
    else if (earlier !== text) effects.set(key, 'change');
  }
  for (const key of before.keys()) if (!after.has(key)) effects.set(key, 'delete');
  return effects;
};
