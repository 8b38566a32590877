import { setTimeout as wait } from 'node:timers/promises';
import type { ReleaseDetail, ReleaseEvent, ReleasePlan, RevisionSummary } from '@hyperkuber/contracts';
import type { Api } from '../../demo/api.ts';
import { ToolError } from '../../services/tool-error.ts';
import type { MeasuredServer } from '../measured-server.ts';
import { manifestsOf } from './manifests.ts';

/** Times of one release. Plan: from the order until every target is planned. Run: from the approval until the last target succeeded. */
export interface ReleaseRound {
  readonly planS: number;
  readonly runS: number;
  readonly processorS: number;
  readonly planProcessorS: number;
}

export interface Stage {
  readonly api: Api;
  readonly server: MeasuredServer;
  readonly applicationId: string;
  readonly clusterIds: readonly string[];
  readonly namespace: string;
}

const POLL_MS = 100;
const PATIENCE_MS = 180_000;
const RELEASES = '/api/v1/releases';

/** Looks seldom, so that looking costs little: the moments are read from the release itself, on the same clock. */
const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
  for (let left = PATIENCE_MS; left > 0; left -= POLL_MS) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await wait(POLL_MS);
  }
  throw new ToolError(`${what} did not come.`);
};

export const eventsOf = async (api: Api, releaseId: string): Promise<ReleaseEvent[]> => {
  const events: ReleaseEvent[] = [];
  for (let cursor: string | null = '0'; cursor !== null;) {
    const page: { items: ReleaseEvent[]; nextCursor: string | null } = await api.get(`${RELEASES}/${releaseId}/events?limit=200&cursor=${cursor}`);
    events.push(...page.items);
    cursor = page.nextCursor;
  }
  return events;
};

const secondsSince = (beganAt: number, moment: string | null | undefined): number => {
  if (moment === null || moment === undefined) throw new ToolError('The release names no moment of its end.');
  return (Date.parse(moment) - beganAt) / 1_000;
};

/** Adds a revision and orders its release. Resolves once everything is planned. */
export const planned = async ({ api, applicationId, clusterIds, namespace }: Stage, round: string): Promise<{ readonly id: string; readonly planS: number; readonly plan: ReleasePlan }> => {
  const { number } = await api.post<RevisionSummary>(`/api/v1/applications/${applicationId}/revisions`, { manifests: manifestsOf(round), note: round });
  const beganAt = Date.now();
  const targets = clusterIds.map((clusterId) => ({ clusterId, namespace }));
  const { id } = await api.post<{ id: string }>(RELEASES, { applicationId, revision: number, targets, options: { healthTimeoutS: 60 } });
  await until('The plan', async () => {
    const { state, detail } = await api.get<ReleaseDetail>(`${RELEASES}/${id}`);
    if (state === 'plan-failed') throw new ToolError(`The plan failed: ${detail}`);
    return state === 'ready' ? true : undefined;
  });
  const readyAt = (await eventsOf(api, id)).find(({ type, code }) => type === 'release' && code === 'ready')?.at;
  return { id, planS: secondsSince(beganAt, readyAt), plan: await api.get<ReleasePlan>(`${RELEASES}/${id}/plan`) };
};

export const approved = async (api: Api, id: string, { planHash, confirmations }: ReleasePlan): Promise<number> => {
  const beganAt = Date.now();
  await api.post(`${RELEASES}/${id}/approvals`, { planHash, confirmations });
  return beganAt;
};

const ended = (api: Api, id: string): Promise<ReleaseDetail> => until('The end of the release', async () => {
  const release = await api.get<ReleaseDetail>(`${RELEASES}/${id}`);
  return release.endedAt === null ? undefined : release;
});

/** A whole release: order, plan, approval, run to succeeded everywhere. */
export const releaseRound = async (stage: Stage, round: string): Promise<ReleaseRound> => {
  const { api, server } = stage;
  const processorBefore = await server.processorSeconds();
  const { id, planS, plan } = await planned(stage, round);
  const planProcessorS = await server.processorSeconds() - processorBefore;
  const processorBetween = await server.processorSeconds();
  const beganAt = await approved(api, id, plan);
  const release = await ended(api, id);
  if (release.state !== 'succeeded') throw new ToolError(`The release ended as ${release.state}: ${release.detail}; ${release.targets.find(({ failure }) => failure !== null)?.detail ?? ''}`);
  const runProcessorS = await server.processorSeconds() - processorBetween;
  return { planS, planProcessorS, runS: secondsSince(beganAt, release.endedAt), processorS: planProcessorS + runProcessorS };
};

/** How the other targets fare while one cluster hangs from the approval on; the release is aborted afterwards. */
export const roundWithDeadCluster = async (stage: Stage, round: string, dead: { readonly clusterId: string; readonly die: () => Promise<void> }): Promise<number> => {
  const { api } = stage;
  const { id, plan } = await planned(stage, round);
  await dead.die();
  const beganAt = await approved(api, id, plan);
  const others = await until('The end of the other targets', async () => {
    const { targets } = await api.get<ReleaseDetail>(`${RELEASES}/${id}`);
    const living = targets.filter(({ clusterId }) => clusterId !== dead.clusterId);
    return living.every(({ endedAt }) => endedAt !== null) ? living : undefined;
  });
  const failed = others.find(({ state }) => state !== 'succeeded');
  if (failed !== undefined) throw new ToolError(`${failed.clusterName} ended as ${failed.state}: ${failed.detail}`);
  await api.post(`${RELEASES}/${id}/aborts`, {});
  return Math.max(...others.map(({ endedAt }) => secondsSince(beganAt, endedAt)));
};
