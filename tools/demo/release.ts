import { setTimeout as wait } from 'node:timers/promises';
import type { ClusterDetail, ReleaseDetail, ReleasePlan, ReleaseState } from '@hyperkuber/contracts';
import type { Api } from './api.ts';
import type { DemoApplication } from './applications.ts';
import { dim, green, red, say, yellow } from './terminal.ts';
import { ToolError } from '../services/tool-error.ts';

/** As the contracts say it; said here as data because they are built only after this file is loaded in a fresh clone. */
const ENDED: readonly ReleaseState[] = ['plan-failed', 'succeeded', 'partially-succeeded', 'failed', 'aborted', 'cancelled'];
const PLAN_MS = 120_000;
const RUN_MS = 600_000;
const POLL_MS = 300;

export const hasEnded = ({ state }: Pick<ReleaseDetail, 'state'>): boolean => ENDED.includes(state);

interface Order {
  readonly what: DemoApplication;
  readonly clusters: readonly ClusterDetail[];
  readonly namespace: string;
  readonly healthTimeoutS: number;
}

const within = async <T>(durationMs: number, what: string, look: () => Promise<T | undefined>): Promise<T> => {
  const until = performance.now() + durationMs;
  while (performance.now() < until) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await wait(POLL_MS);
  }
  throw new ToolError(`${what} did not come within ${durationMs / 1_000} s.`);
};

const showPlan = ({ targets, summary }: ReleasePlan): void => {
  for (const { clusterName, namespace, objects } of targets) {
    const count = (action: string): number => objects.filter((object) => object.action === action).length;
    say(`  ${clusterName.padEnd(12)} ${namespace.padEnd(10)} ${green(`+${count('create') + count('unverifiable')} create`)}  ${yellow(`~${count('update')} change`)}  ${red(`-${count('delete')} delete`)}  ${dim(`=${count('unchanged')} as it is`)}`);
  }
  if (summary.blocked > 0) say(red(`  ${summary.blocked} objects cannot be applied as they are`));
};

const planned = async (api: Api, id: string): Promise<ReleasePlan & { planHash: string }> => within(PLAN_MS, 'The plan', async () => {
  const plan = await api.get<ReleasePlan>(`/api/v1/releases/${id}/plan`);
  if (plan.state === 'plan-failed') throw new ToolError(`The plan failed: ${plan.targets.map(({ clusterName, detail }) => `${clusterName}: ${detail}`).join('; ')}`);
  return plan.planHash === null || plan.state !== 'ready' ? undefined : { ...plan, planHash: plan.planHash };
});

/** Follows a release to its end; each target's line is said again when it changed. */
export const follow = async (api: Api, id: string): Promise<ReleaseDetail> => {
  const said = new Map<string, string>();
  return within(RUN_MS, 'The end of the release', async () => {
    const release = await api.get<ReleaseDetail>(`/api/v1/releases/${id}`);
    for (const target of release.targets) {
      const { done, objects, healthy } = target.counts;
      const line = `${target.clusterName.padEnd(12)} ${target.state.padEnd(15)} ${done}/${objects} applied, ${healthy} healthy  ${target.detail}`;
      if (said.get(target.id) !== line) say(target.state === 'failed' ? red(`  ${line}`) : `  ${line}`);
      said.set(target.id, line);
    }
    return hasEnded(release) ? release : undefined;
  });
};

/** Plans, shows the plan and approves exactly what was shown. Resolves to the id of the running release. */
export const startRelease = async (api: Api, { what, clusters, namespace, healthTimeoutS }: Order): Promise<string> => {
  const { id } = await api.post<{ id: string }>('/api/v1/releases', {
    applicationId: what.application.id,
    revision: what.revision.number,
    targets: clusters.map(({ id: clusterId }) => ({ clusterId, namespace })),
    options: { healthTimeoutS },
  });
  const plan = await planned(api, id);
  showPlan(plan);
  await api.post(`/api/v1/releases/${id}/approvals`, { planHash: plan.planHash, confirmations: plan.confirmations });
  return id;
};
