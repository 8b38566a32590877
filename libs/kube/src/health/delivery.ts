import type { KubeObject } from '../kube-object.js';
import { at, listAt, numberAt, stringAt } from '../reading.js';
import { conditionOf, conditionsOf, detailOf, isNotObserved, trueCondition } from './conditions.js';
import { genericHealth } from './generic.js';
import { HEALTH_STATUSES, judged, type Health, type HealthStatus } from './health.js';
import type { HealthContext } from './health-context.js';
import { worstPodCause } from './pods.js';

/** Argo CD: what it says about its resources, unless an operation says more. */
export function argoApplicationHealth(application: KubeObject): Health {
  const phase = stringAt(application, 'status', 'operationState', 'phase');
  const flags = stringAt(application, 'status', 'sync', 'status') === 'OutOfSync' ? ['OutOfSync' as const] : [];
  if (phase === 'Running') return judged('Progressing', 'OperationRunning', {}, { flags });
  if (phase === 'Failed' || phase === 'Error') {
    return judged('Degraded', 'OperationFailed', { detail: stringAt(application, 'status', 'operationState', 'message') }, { flags });
  }
  const word = stringAt(application, 'status', 'health', 'status') ?? '';
  const status: HealthStatus | undefined = HEALTH_STATUSES.find((known) => known === word);
  if (!status) return judged('Progressing', 'NoStatus', {}, { flags });
  return judged(status, 'Reported', { word }, { flags, since: stringAt(application, 'status', 'health', 'lastTransitionTime') });
}

export function rolloutHealth(rollout: KubeObject, context: HealthContext): Health {
  const word = stringAt(rollout, 'status', 'phase');
  if (at(rollout, 'spec', 'paused') === true || word === 'Paused') return judged('Suspended', 'RolloutPaused');
  if (at(rollout, 'status', 'abort') === true || word === 'Degraded') {
    return judged('Degraded', 'Reported', { word: word ?? 'Aborted' }, { cause: worstPodCause(context.pods, context) });
  }
  return genericHealth(rollout, context);
}

/** Flux kinds are switched off in their spec, which no condition shows. */
export function suspendableHealth(object: KubeObject, context: HealthContext): Health {
  if (at(object, 'spec', 'suspend') === true) return judged('Suspended', 'Suspended');
  const health = genericHealth(object, context);
  return health.status === 'NotApplicable' ? judged('Progressing', 'NoStatus') : health;
}

/** Kinds whose controller always reports a condition: silence means that it has not started. */
export function reportingHealth(object: KubeObject, context: HealthContext): Health {
  const health = genericHealth(object, context);
  return health.status === 'NotApplicable' ? judged('Progressing', 'NoStatus') : health;
}

/** The Route of OpenShift: every router has to admit it. */
export function openshiftRouteHealth(route: KubeObject): Health {
  const routers = listAt(route, 'status', 'ingress');
  const verdicts = routers.map((router) => conditionsOf(router, 'conditions').find(({ type }) => type === 'Admitted'));
  const refused = verdicts.find((verdict) => verdict?.status === 'False');
  if (refused) return judged('Degraded', 'NotAccepted', { detail: detailOf(refused) }, { since: refused.since });
  const isAdmitted = verdicts.length > 0 && verdicts.every((verdict) => verdict?.status === 'True');
  return isAdmitted ? judged('Healthy', 'RouteAccepted', { count: routers.length }) : judged('Progressing', 'NoStatus');
}

export function deploymentConfigHealth(config: KubeObject, context: HealthContext): Health {
  const wanted = numberAt(config, 'spec', 'replicas') ?? 1;
  const facts = { ready: numberAt(config, 'status', 'availableReplicas') ?? 0, wanted };
  if (at(config, 'spec', 'paused') === true) return judged('Suspended', 'RolloutPaused', facts);
  if (isNotObserved(config)) return judged('Progressing', 'NotObserved');
  const progress = conditionOf(config, 'Progressing');
  if (progress?.status === 'False') return judged('Degraded', 'RolloutTimedOut', facts, { since: progress.since, cause: worstPodCause(context.pods, context) });
  const refused = trueCondition(config, 'ReplicaFailure');
  if (refused) return judged('Degraded', 'PodsRefused', { detail: detailOf(refused) }, { since: refused.since });
  if (wanted === 0) return judged('Suspended', 'ScaledToZero');
  return facts.ready < wanted ? judged('Progressing', 'NotAllReady', facts, { cause: worstPodCause(context.pods, context) }) : judged('Healthy', 'AllReady', facts);
}
