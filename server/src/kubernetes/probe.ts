import { type Clock } from '../kernel/clock.js';
import { DomainError } from '../kernel/domain-error.js';
import { type ApiCatalog } from './api-catalog.js';
import { platformContext } from './call-context.js';
import { type ClusterConnection } from './cluster-connection.js';
import { type ClusterTarget } from './cluster-target.js';
import { type ConnectionPool } from './connection-pool.js';
import { readCatalog } from './discovery.js';
import { type CallOptions, KubeClient } from './kube-client.js';
import { type NodeSums } from './probe-nodes.js';
import { type ProbeCode, probeCodeOf, type ProbeResult, probeStateOf, type ProbeStep, type ProbeStepName } from './probe-result.js';
import { measureLatency, readClusterId, readIdentity, readNodes, readPermissions, readVersion, type VersionFacts } from './probe-steps.js';

const oldest = { major: 1, minor: 28 };

interface Judgement {
  readonly code: ProbeCode;
  readonly detail: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

const fine = (detail: string, facts: Readonly<Record<string, unknown>> = {}): Judgement => ({ code: 'ok', detail, facts });

const judgeVersion = ({ gitVersion, major, minor }: VersionFacts): Judgement => {
  const isOld = major < oldest.major || (major === oldest.major && minor < oldest.minor);
  if (!isOld) return fine(`The cluster runs Kubernetes ${gitVersion}.`, { gitVersion });
  return { code: 'too-old', detail: `Kubernetes ${gitVersion} is older than ${String(oldest.major)}.${String(oldest.minor)}; some functions will not work.`, facts: { gitVersion } };
};

const judgeCatalog = ({ groups, missing }: ApiCatalog): Judgement => {
  if (missing.length === 0) return fine(`The cluster serves ${String(groups.length)} API groups.`, { groups: groups.length });
  return { code: 'groups-missing', detail: 'Some API groups do not answer; their back end is down.', facts: { missing: missing.slice(0, 20) } };
};

const judgeNodes = ({ total, ready }: NodeSums): Judgement => {
  if (total === 0) return { code: 'no-nodes', detail: 'The cluster has no nodes; nothing can run on it.', facts: { total, ready } };
  if (ready < total) return { code: 'nodes-not-ready', detail: `${String(total - ready)} of ${String(total)} nodes are not ready.`, facts: { total, ready } };
  return fine(`All ${String(total)} nodes are ready.`, { total, ready });
};

const nodeFacts = (sums: NodeSums | undefined): Pick<ProbeResult, 'nodes' | 'capacity' | 'allocatable'> =>
  sums === undefined ? {} : { nodes: { total: sums.total, ready: sums.ready }, capacity: sums.capacity, allocatable: sums.allocatable };

/** The steps of one probe; a step that fails is written down and the next one tried. */
class ProbeLog {
  readonly steps: ProbeStep[] = [];

  async take<T>(step: ProbeStepName, read: () => Promise<T>, judge: (value: T) => Judgement): Promise<T | undefined> {
    try {
      const value = await read();
      const { code, detail, facts } = judge(value);
      this.steps.push({ step, ok: code === 'ok', code, detail, facts: facts ?? {} });
      return value;
    } catch (error) {
      const detail = error instanceof DomainError ? error.detail : 'The probe was cut short.';
      this.steps.push({ step, ok: false, code: error instanceof DomainError ? probeCodeOf(error) : 'timed-out', detail, facts: {} });
      return undefined;
    }
  }

  get mayGoOn(): boolean {
    return this.steps.every(({ ok, code }) => ok || code === 'forbidden-403');
  }
}

/** Finds out, in a few calls, whether a cluster is there, who we are in it and what it can do. Never throws. */
export class ClusterProber {
  constructor(
    private readonly pool: ConnectionPool,
    private readonly clock: Clock,
    private readonly limits: { readonly stepMs: number; readonly probeMs: number } = { stepMs: 10_000, probeMs: 30_000 },
  ) {}

  /** Uses a connection of its own, so it works for a record that is not saved, and whatever the breaker says. */
  async probe(target: ClusterTarget, signal?: AbortSignal): Promise<ProbeResult> {
    const log = new ProbeLog();
    const until = AbortSignal.any([AbortSignal.timeout(this.limits.probeMs), ...(signal === undefined ? [] : [signal])]);
    const at = this.clock.now().toISOString();
    let connection: ClusterConnection | undefined;
    const client = new KubeClient(target, platformContext, { to: () => (connection ??= this.pool.single(target)) }, this.clock);
    try {
      const found = await this.look(client, log, { signal: until, deadlineMs: this.limits.stepMs });
      return { at, ...found, state: probeStateOf(log.steps), steps: log.steps };
    } finally {
      void connection?.destroy();
    }
  }

  private async look(client: KubeClient, log: ProbeLog, call: CallOptions): Promise<Omit<ProbeResult, 'at' | 'state' | 'steps'>> {
    const nothing = { capabilities: [], permissions: [] };
    const version = await log.take('version', () => readVersion(client, call), judgeVersion);
    if (version === undefined && !log.mayGoOn) return nothing;
    const identity = await log.take('identity', () => readIdentity(client, call), (who) => fine(`The cluster knows us as ${who?.username ?? 'unknown'}.`, { ...who }));
    if (log.steps.at(-1)?.code === 'unauthorized-401') return { ...nothing, version };
    const latencyMs = await measureLatency(client, call).catch(() => undefined);
    const [catalog, uid, nodes, permissions] = await Promise.all([
      log.take('discovery', () => readCatalog(client, call), judgeCatalog),
      log.take('cluster-id', () => readClusterId(client, call), (found) => fine('The cluster has an identity.', { uid: found })),
      log.take('nodes', () => readNodes(client, call), judgeNodes),
      log.take('permissions', () => readPermissions(client, call), (list) => fine('The rights of the credential are known.', { allowed: list.filter(({ allowed }) => allowed).length })),
    ]);
    return { version, uid, identity, latencyMs, ...nodeFacts(nodes), capabilities: catalog?.groups ?? [], permissions: permissions ?? [] };
  }
}
