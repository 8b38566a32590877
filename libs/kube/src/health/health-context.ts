import { ageMs } from '../age.js';
import type { KubeObject } from '../kube-object.js';
import type { Health } from './health.js';

/** What else is known. A list that is absent was not looked up, and nothing is concluded from it; an empty one was. */
export interface HealthContext {
  now: Date;
  /** Pods of the workload, behind the Service, or using the claim. */
  pods?: readonly KubeObject[] | undefined;
  /** Jobs of the CronJob. */
  jobs?: readonly KubeObject[] | undefined;
  /** Workloads whose pods the Service selects. */
  workloads?: readonly KubeObject[] | undefined;
  /** Slices of the Service, or of all services a webhook calls. */
  endpointSlices?: readonly KubeObject[] | undefined;
  /** Services an Ingress or webhook may call. */
  services?: readonly KubeObject[] | undefined;
  /** Names of the Secrets in the namespace of the Ingress. */
  secretNames?: ReadonlySet<string> | undefined;
  storageClass?: KubeObject | undefined;
  /** Events about this object. */
  events?: readonly KubeObject[] | undefined;
  /** When the first certificate in the object expires; only a reader of its bytes knows. */
  certificateExpiresAt?: Date | undefined;
  /** Version of the API server: `v1.31.2`. */
  serverVersion?: string | undefined;
  /** The administrator's own rule, asked after the built-in ones. */
  rule?: ((object: KubeObject) => Health | undefined) | undefined;
}

export type HealthRule = (object: KubeObject, context: HealthContext) => Health;

export const MINUTE_MS = 60_000;

export function isOlderThan(timestamp: string | undefined, durationMs: number, now: Date): boolean {
  return (ageMs(timestamp, now) ?? 0) > durationMs;
}
