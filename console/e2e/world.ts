import type { APIRequestContext, Page } from '@playwright/test';
import { expect, stage } from './journey';

export interface Someone {
  readonly login: string;
  readonly name: string;
  readonly password: string;
}

export const ADA: Someone = { login: 'ada', name: 'Ada', password: 'the engine weaves patterns' };
export const VERA: Someone = { login: 'vera', name: 'Vera', password: 'looking is not touching' };

/** The clusters as they are called here, and what they are. */
export const CLUSTERS = [['prod-eu', 'production'], ['prod-us', 'production'], ['staging', 'staging']] as const;

/** The manifests of the application of the journeys; `behaviour` is what the pods of a local cluster do. */
export const manifests = (colour: string, behaviour = 'run'): string => `apiVersion: v1
kind: ConfigMap
metadata: { name: shop }
data: { colour: ${colour} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: shop } }
  template:
    metadata:
      labels: { app: shop }
      annotations: { hyperkuber.io/behavior: ${behaviour} }
    spec:
      containers:
        - name: web
          image: registry.example/shop:1.4.2
          ports: [{ containerPort: 8080 }]
---
apiVersion: v1
kind: Service
metadata: { name: shop }
spec:
  selector: { app: shop }
  ports: [{ port: 80, targetPort: 8080 }]
`;

interface Named {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly latestRevision?: number | null;
}

/** The server's API with the session of the page, for what a journey is not about. */
export class Api {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly csrfToken: string,
  ) {}

  /** Signs the page's context in, and sets the platform up when nobody has. */
  static async signIn(page: Page, someone: Someone): Promise<Api> {
    const { required } = await (await page.request.get('/api/v1/setup')).json() as { required: boolean };
    const { login, name: displayName, password } = someone;
    const answer = required
      ? await page.request.post('/api/v1/setup', { data: { token: stage().setupToken, login, displayName, password } })
      : await page.request.post('/api/v1/sessions', { data: { login, password } });
    expect(answer.ok(), await answer.text()).toBe(true);
    const { csrfToken } = await answer.json() as { csrfToken: string };
    return new Api(page.request, csrfToken);
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.request.get(`/api/v1${path}`);
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return await answer.json() as T;
  }

  async post<T>(path: string, data: object): Promise<T> {
    const answer = await this.request.post(`/api/v1${path}`, { data, headers: { 'X-HK-CSRF': this.csrfToken } });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return await answer.json() as T;
  }

  async list(path: string): Promise<readonly Named[]> {
    return (await this.get<{ items: readonly Named[] }>(path)).items;
  }

  /** The clusters of the stage by their names here; those that are missing are added. */
  async clusters(): Promise<ReadonlyMap<string, string>> {
    const known = new Set((await this.list('/clusters')).map(({ name }) => name));
    for (const [place, [name, environment]] of CLUSTERS.entries()) {
      const kubeconfig = stage().clusters[place]?.kubeconfig ?? '';
      if (!known.has(name)) await this.post('/clusters', { name, environment, credential: { kind: 'kubeconfig', kubeconfig } });
    }
    await expect.poll(async () => (await this.list('/clusters')).filter(({ state }) => state === 'healthy').length).toBe(CLUSTERS.length);
    return new Map((await this.list('/clusters')).map(({ id, name }) => [name, id]));
  }

  /** A finished release on all clusters: the latest there is, or one made now. */
  async release(): Promise<string> {
    const [finished] = (await this.list('/releases')).filter(({ state }) => state === 'succeeded');
    if (finished !== undefined) return finished.id;
    const clusters = await this.clusters();
    const application = await this.post<Named>('/applications', { name: 'books' });
    await this.post(`/applications/${application.id}/revisions`, { manifests: manifests('teal').replaceAll('shop', 'books') });
    const { id } = await this.post<Named>('/releases', { applicationId: application.id, revision: 1, targets: [...clusters.values()].map((clusterId) => ({ clusterId, namespace: 'books' })) });
    await expect.poll(async () => (await this.get<Named>(`/releases/${id}`)).state).toBe('ready');
    const { planHash, confirmations } = await this.get<{ planHash: string; confirmations: string[] }>(`/releases/${id}/plan`);
    await this.post(`/releases/${id}/approvals`, { planHash, confirmations });
    await expect.poll(async () => (await this.get<Named>(`/releases/${id}`)).state).toBe('succeeded');
    return id;
  }
}
