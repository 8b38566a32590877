import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClusterDetail, UserSummary } from '@hyperkuber/contracts';
import type { Api } from './api.ts';
import { setupToken } from './server-process.ts';
import { ToolError } from '../services/tool-error.ts';

export interface DemoPerson {
  readonly login: string;
  readonly displayName: string;
  readonly role: string;
  readonly password: string;
}

const CAST = [
  { login: 'ada', displayName: 'Ada', role: 'platform-admin' },
  { login: 'olga', displayName: 'Olga', role: 'platform-auditor' },
  { login: 'chen', displayName: 'Chen', role: 'cluster-admin of the first cluster' },
  { login: 'vera', displayName: 'Vera', role: 'cluster-viewer of the last cluster' },
] as const;

/** Nobody has a default password: each demonstration draws its own, and keeps them beside its data. */
const castOf = async (dataDir: string): Promise<readonly DemoPerson[]> => {
  const file = join(dataDir, 'demo-people.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as DemoPerson[];
  const people = CAST.map((person) => ({ ...person, password: randomBytes(9).toString('base64url') + randomBytes(3).toString('hex') }));
  await writeFile(file, JSON.stringify(people, null, 2), { mode: 0o600 });
  return people;
};

/** Makes the first administrator by the set-up link, or signs in where the data folder has one already. */
export const enter = async (api: Api, dataDir: string): Promise<readonly DemoPerson[]> => {
  const people = await castOf(dataDir);
  const [admin] = people;
  if (admin === undefined) throw new ToolError('The file demo-people.json names nobody.');
  const { login, displayName, password } = admin;
  const token = await setupToken(dataDir);
  await (token === undefined ? api.openSession('/api/v1/sessions', { login, password }) : api.openSession('/api/v1/setup', { token, login, displayName, password }));
  return people;
};

const bind = (api: Api, userId: string, roleId: string, cluster?: ClusterDetail): Promise<unknown> =>
  api.post('/api/v1/bindings', { userId, roleId, scope: cluster === undefined ? { kind: 'platform' } : { kind: 'cluster', clusterId: cluster.id } });

/** The others of the cast with their roles; who is there already stays as they are. */
export const invite = async (api: Api, people: readonly DemoPerson[], clusters: readonly ClusterDetail[]): Promise<void> => {
  const { items } = await api.get<{ items: UserSummary[] }>('/api/v1/users');
  for (const { login, displayName, password } of people.slice(1)) {
    const present = items.find((user) => user.login === login);
    const user = present ?? await api.post<UserSummary>('/api/v1/users', { login, displayName, password });
    if (user.roles.length > 0) continue;
    if (login === 'olga') await bind(api, user.id, 'platform-auditor');
    if (login === 'chen') await bind(api, user.id, 'cluster-admin', clusters[0]);
    if (login === 'vera') await bind(api, user.id, 'cluster-viewer', clusters.at(-1));
  }
};
