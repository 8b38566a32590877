import { type DomainError } from '../kernel/domain-error.js';
import { AnswerBroken, AnswerTooLarge, ClusterForbidden, ClusterUnreachable, CredentialRejected, EgressRefused, KubeNotFound, NotKubernetes, TooManyRequests, type UnreachableReason } from './errors.js';

export type ProbeState = 'healthy' | 'degraded' | 'unreachable' | 'unauthorized' | 'not-kubernetes';

/** Stable; the console has words in every language for each. */
export type ProbeCode =
  | 'ok'
  | 'address-refused'
  | 'name-not-found'
  | 'refused'
  | 'no-route'
  | 'timed-out'
  | 'tls-name'
  | 'tls-ca'
  | 'tls-expired'
  | 'tls-protocol'
  | 'tls-client-refused'
  | 'proxy-failed'
  | 'connection-reset'
  | 'circuit-open'
  | 'redirect'
  | 'not-kubernetes'
  | 'unauthorized-401'
  | 'forbidden-403'
  | 'not-found-404'
  | 'too-many-requests-429'
  | 'answer-broken'
  | 'answer-too-large'
  | 'cluster-error'
  | 'too-old'
  | 'groups-missing'
  | 'nodes-not-ready'
  | 'no-nodes';

export type ProbeStepName = 'version' | 'identity' | 'discovery' | 'cluster-id' | 'nodes' | 'permissions';

export interface ProbeStep {
  readonly step: ProbeStepName;
  readonly ok: boolean;
  readonly code: ProbeCode;
  /** English, safe to show, never text of the other side. */
  readonly detail: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface PermissionProbe {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly allowed: boolean;
}

export interface ProbeResult {
  readonly state: ProbeState;
  readonly at: string;
  readonly steps: readonly ProbeStep[];
  readonly version?: { readonly gitVersion: string; readonly major: number; readonly minor: number; readonly platform: string } | undefined;
  /** UID of the namespace kube-system: the same cluster under another address has the same. */
  readonly uid?: string | undefined;
  readonly identity?: { readonly username: string; readonly groups: readonly string[] } | undefined;
  readonly nodes?: { readonly total: number; readonly ready: number } | undefined;
  /** Sums over all nodes; cpu in cores, memory in bytes. */
  readonly capacity?: { readonly cpu: number; readonly memory: number; readonly pods: number } | undefined;
  readonly allocatable?: { readonly cpu: number; readonly memory: number; readonly pods: number } | undefined;
  /** Round trip of one small call on an open connection. */
  readonly latencyMs?: number | undefined;
  /** API groups that the cluster serves; '' is the core group. */
  readonly capabilities: readonly string[];
  readonly permissions: readonly PermissionProbe[];
}

const unreachableCodes: Record<UnreachableReason, ProbeCode> = {
  dns: 'name-not-found',
  refused: 'refused',
  'no-route': 'no-route',
  timeout: 'timed-out',
  'tls-name': 'tls-name',
  'tls-ca': 'tls-ca',
  'tls-expired': 'tls-expired',
  'tls-protocol': 'tls-protocol',
  'tls-client-refused': 'tls-client-refused',
  proxy: 'proxy-failed',
  reset: 'connection-reset',
  'circuit-open': 'circuit-open',
  'address-refused': 'address-refused',
};

const simpleCodes: readonly [new (...args: never[]) => DomainError, ProbeCode][] = [
  [EgressRefused, 'address-refused'],
  [CredentialRejected, 'unauthorized-401'],
  [ClusterForbidden, 'forbidden-403'],
  [KubeNotFound, 'not-found-404'],
  [TooManyRequests, 'too-many-requests-429'],
  [AnswerBroken, 'answer-broken'],
  [AnswerTooLarge, 'answer-too-large'],
];

export const probeCodeOf = (error: unknown): ProbeCode => {
  if (error instanceof ClusterUnreachable) return unreachableCodes[error.reason];
  if (error instanceof NotKubernetes) return error.reason === 'redirect' ? 'redirect' : 'not-kubernetes';
  return simpleCodes.find(([type]) => error instanceof type)?.[1] ?? 'cluster-error';
};

const unreachable = new Set<ProbeCode>([...Object.values(unreachableCodes), 'cluster-error', 'answer-broken', 'answer-too-large', 'too-many-requests-429']);

const strangers = new Set<ProbeCode>(['redirect', 'not-kubernetes', 'not-found-404']);

/** The first call decides whether there is a cluster at all; what fails after it only makes the cluster degraded. */
export const probeStateOf = (steps: readonly ProbeStep[]): ProbeState => {
  const failed = steps.filter(({ ok }) => !ok);
  const firstCode = steps[0]?.code ?? 'ok';
  if (failed.some(({ code }) => code === 'unauthorized-401')) return 'unauthorized';
  if (strangers.has(firstCode)) return 'not-kubernetes';
  if (unreachable.has(firstCode)) return 'unreachable';
  return failed.length > 0 ? 'degraded' : 'healthy';
};
