import type { TargetFailure } from '@hyperkuber/contracts';
import { groupOf, type Health, type HealthReason, isHealthWorse, type KubeObject } from '@hyperkuber/kube';

/** Kinds that a release does not wait for: what they need may come from outside of it, or later. */
const NOT_WAITED_FOR: ReadonlySet<string> = new Set([
  '/Service', '/Endpoints', '/PersistentVolume', '/ResourceQuota', '/Namespace', '/Secret', 'discovery.k8s.io/EndpointSlice', 'networking.k8s.io/Ingress',
  'autoscaling/HorizontalPodAutoscaler', 'policy/PodDisruptionBudget', 'batch/CronJob',
]);

export const isWaitedFor = (object: { readonly apiVersion: string; readonly kind: string }): boolean => {
  const group = groupOf(object);
  return !NOT_WAITED_FOR.has(`${group}/${object.kind}`) && group !== 'gateway.networking.k8s.io' && group !== 'admissionregistration.k8s.io';
};

/**
 * Settings and the like have no health to wait for, and the answer to their apply says so already. Custom resources may get
 * a status later, so theirs does not.
 */
export const isSettled = (applied: KubeObject, { status }: Health): boolean => {
  const group = groupOf(applied);
  return status === 'NotApplicable' && (!group.includes('.') || group.endsWith('.k8s.io'));
};

export const isWell = ({ status }: Health): boolean => status === 'Healthy' || status === 'NotApplicable' || status === 'Suspended';

export interface Judged {
  readonly object: Pick<KubeObject, 'apiVersion' | 'kind' | 'metadata'>;
  readonly health: Health;
}

const FAILURE_OF: Partial<Record<HealthReason, TargetFailure>> = {
  ImageCannotBePulled: 'image-pull-failed', ImageNameInvalid: 'image-pull-failed', CrashLoop: 'crash-loop', OutOfMemory: 'crash-loop', ContainerCannotStart: 'crash-loop',
  NotReadyAfterRestart: 'crash-loop', Unschedulable: 'unschedulable', WaitingForNode: 'unschedulable', JobFailed: 'apply-failed', Established: 'crd-not-established',
};

const refusedPods = (detail: string): TargetFailure => (/exceeded quota|must specify (limits|requests)/i.test(detail) ? 'quota-exceeded' : 'admission-denied');

export const worstOf = (judged: readonly Judged[]): Judged | undefined =>
  judged.reduce<Judged | undefined>((worst, one) => (worst === undefined || isHealthWorse(one.health, worst.health) ? one : worst), undefined);

export const inWords = ({ object, health }: Judged): string => `${object.metadata.name}: ${health.message}`;

/** What waiting will not mend: the cluster refuses the pods, or a Job has given up. */
export const hopelessFailure = (judged: readonly Judged[]): { readonly failure: TargetFailure; readonly detail: string } | undefined => {
  for (const one of judged) {
    const { reason, facts } = one.health;
    if (reason === 'PodsRefused') return { failure: refusedPods(String(facts['detail'] ?? '')), detail: inWords(one) };
    if (reason === 'JobFailed') return { failure: 'apply-failed', detail: inWords(one) };
  }
  return undefined;
};

/** What the deadline comes to: the cause that stands behind the worst object. */
export const timeoutFailure = ({ health }: Judged): TargetFailure => FAILURE_OF[health.cause?.reason ?? health.reason] ?? FAILURE_OF[health.reason] ?? 'health-timeout';
