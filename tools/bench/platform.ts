import { randomBytes } from 'node:crypto';
import type { ApplicationSummary, ClusterDetail } from '@hyperkuber/contracts';
import { Api } from '../demo/api.ts';
import { setupToken } from '../demo/server-process.ts';
import { ToolError } from '../services/tool-error.ts';
import type { FakeCluster } from './fleet/fake-fleet.ts';

const REGISTER_AT_ONCE = 8;

export interface Administrator {
  readonly login: string;
  readonly password: string;
}

/** Sets the platform up with an administrator of its own. */
export const setUp = async (origin: string, dataDir: string): Promise<Administrator> => {
  const token = await setupToken(dataDir);
  if (token === undefined) throw new ToolError('The server offers no set-up link.');
  const person = { login: 'bench', password: randomBytes(18).toString('base64url') };
  await new Api(origin).openSession('/api/v1/setup', { token, displayName: 'Bench', ...person });
  return person;
};

export const signedIn = async (origin: string, { login, password }: Administrator): Promise<Api> => {
  const api = new Api(origin);
  await api.openSession('/api/v1/sessions', { login, password });
  return api;
};

/** Registers the clusters by their kubeconfigs, several at once, and keeps their order. */
export const registerAll = async (api: Api, fleet: readonly FakeCluster[]): Promise<string[]> => {
  const ids = new Array<string>(fleet.length);
  const waiting = [...fleet.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, { name, kubeconfig }] = next;
      ids[index] = (await api.post<ClusterDetail>('/api/v1/clusters', { name, mode: 'direct', credential: { kind: 'kubeconfig', kubeconfig } })).id;
    }
  };
  await Promise.all(Array.from({ length: REGISTER_AT_ONCE }, worker));
  return ids;
};

export const createApplication = async (api: Api, name: string): Promise<string> => (await api.post<ApplicationSummary>('/api/v1/applications', { name, description: 'Measured' })).id;
