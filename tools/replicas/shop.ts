import { setTimeout as wait } from 'node:timers/promises';
import type { ApplicationSummary, ClusterDetail, ReleaseDetail, ReleaseEvent, ReleasePlan, RevisionSummary, TargetState } from '@hyperkuber/contracts';
import type { PatientClient } from '../chaos/client.ts';
import { manifestsOf } from '../demo/applications.ts';
import { ToolError } from '../services/tool-error.ts';

const POLL_MS = 200;
const RELEASE_MS = 600_000;

export interface Shop {
  readonly application: ApplicationSummary;
  readonly revision: RevisionSummary;
}

/** The shop of the demonstration with its revision. */
export const addShop = async (client: PatientClient): Promise<Shop> => {
  const application = await client.post<ApplicationSummary>('/api/v1/applications', { name: 'shop', description: 'A shop of a dozen services' });
  const revision = await client.post<RevisionSummary>(`/api/v1/applications/${application.id}/revisions`, { manifests: await manifestsOf('shop'), note: 'First revision' });
  return { application, revision };
};

/** Plans the shop for every cluster and lets it run. Resolves to the id of the release. */
export const startShop = async (client: PatientClient, { application, revision }: Shop, clusters: readonly ClusterDetail[], namespace: string): Promise<string> => {
  const { id } = await client.post<{ id: string }>('/api/v1/releases', {
    applicationId: application.id, revision: revision.number, options: { healthTimeoutS: 400 }, targets: clusters.map((cluster) => ({ clusterId: cluster.id, namespace })),
  });
  for (;;) {
    const { state, planHash, confirmations } = await client.get<ReleasePlan>(`/api/v1/releases/${id}/plan`);
    if (state === 'plan-failed') throw new ToolError('The shop could not be planned.');
    if (state === 'ready') {
      await client.post(`/api/v1/releases/${id}/approvals`, { planHash, confirmations });
      return id;
    }
    await wait(POLL_MS);
  }
};

/** Follows a release until the look says that it has seen enough. */
export const followShop = async (client: PatientClient, id: string, isEnough: (release: ReleaseDetail) => boolean): Promise<ReleaseDetail> => {
  const until = performance.now() + RELEASE_MS;
  while (performance.now() < until) {
    const release = await client.get<ReleaseDetail>(`/api/v1/releases/${id}`);
    if (isEnough(release)) return release;
    await wait(POLL_MS);
  }
  throw new ToolError(`The release did not get there within ${RELEASE_MS / 1_000} s.`);
};

export const isAnyAt = (states: readonly TargetState[]) => ({ targets }: ReleaseDetail): boolean => targets.some(({ state }) => states.includes(state));

/** The whole history as the database has it. */
export const historyOf = async (client: PatientClient, id: string): Promise<readonly ReleaseEvent[]> => {
  const found: ReleaseEvent[] = [];
  for (let cursor: string | null = '0'; cursor !== null;) {
    const page: { items: ReleaseEvent[]; nextCursor: string | null } = await client.get(`/api/v1/releases/${id}/events?limit=500&cursor=${cursor}`);
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
};
