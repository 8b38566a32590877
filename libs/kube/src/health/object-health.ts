import { groupOf, type KubeObject } from '../kube-object.js';
import { autoscalerHealth, scaledObjectHealth, verticalAutoscalerHealth } from './autoscaling.js';
import { certificateRequestHealth, secretHealth } from './certificates.js';
import { apiServiceHealth, definitionHealth } from './definitions.js';
import { argoApplicationHealth, deploymentConfigHealth, openshiftRouteHealth, reportingHealth, rolloutHealth, suspendableHealth } from './delivery.js';
import { gatewayClassHealth, gatewayHealth, routeHealth } from './gateway.js';
import { genericHealth } from './generic.js';
import { type Health, notJudged } from './health.js';
import type { HealthContext, HealthRule } from './health-context.js';
import { ingressHealth } from './ingress.js';
import { cronJobHealth, jobHealth } from './jobs.js';
import { nodeHealth } from './nodes.js';
import { podHealth } from './pods.js';
import { disruptionBudgetHealth, quotaHealth } from './policy.js';
import { endpointsHealth, serviceHealth } from './services.js';
import { claimHealth, snapshotHealth, volumeHealth } from './storage.js';
import { namespaceHealth, terminatingHealth } from './terminating.js';
import { webhookHealth } from './webhooks.js';
import { daemonSetHealth, deploymentHealth, replicaSetHealth, statefulSetHealth } from './workloads.js';

const silent: HealthRule = () => notJudged();

const RULES: ReadonlyMap<string, HealthRule> = new Map<string, HealthRule>([
  ['/Pod', podHealth],
  ['apps/Deployment', deploymentHealth],
  ['apps/ReplicaSet', replicaSetHealth],
  ['/ReplicationController', replicaSetHealth],
  ['apps/StatefulSet', statefulSetHealth],
  ['apps/DaemonSet', daemonSetHealth],
  ['batch/Job', jobHealth],
  ['batch/CronJob', cronJobHealth],
  ['/Service', serviceHealth],
  ['/Endpoints', endpointsHealth],
  ['discovery.k8s.io/EndpointSlice', endpointsHealth],
  ['networking.k8s.io/Ingress', ingressHealth],
  ['gateway.networking.k8s.io/GatewayClass', gatewayClassHealth],
  ['gateway.networking.k8s.io/Gateway', gatewayHealth],
  ...['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map((kind): [string, HealthRule] => [`gateway.networking.k8s.io/${kind}`, routeHealth]),
  ['/PersistentVolumeClaim', claimHealth],
  ['/PersistentVolume', volumeHealth],
  ['snapshot.storage.k8s.io/VolumeSnapshot', snapshotHealth],
  ['autoscaling/HorizontalPodAutoscaler', autoscalerHealth],
  ['autoscaling.k8s.io/VerticalPodAutoscaler', verticalAutoscalerHealth],
  ['keda.sh/ScaledObject', scaledObjectHealth],
  ['policy/PodDisruptionBudget', disruptionBudgetHealth],
  ['/ResourceQuota', quotaHealth],
  ['/Node', nodeHealth],
  ['/Namespace', namespaceHealth],
  ['apiextensions.k8s.io/CustomResourceDefinition', definitionHealth],
  ['apiregistration.k8s.io/APIService', apiServiceHealth],
  ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', webhookHealth],
  ['admissionregistration.k8s.io/MutatingWebhookConfiguration', webhookHealth],
  ['/Secret', secretHealth],
  ['cert-manager.io/Certificate', certificateRequestHealth],
  ['external-secrets.io/ExternalSecret', reportingHealth],
  ['monitoring.coreos.com/Prometheus', reportingHealth],
  ['monitoring.coreos.com/Alertmanager', reportingHealth],
  ['argoproj.io/Application', argoApplicationHealth],
  ['argoproj.io/Rollout', rolloutHealth],
  ['route.openshift.io/Route', openshiftRouteHealth],
  ['apps.openshift.io/DeploymentConfig', deploymentConfigHealth],
  ...['/ConfigMap', '/ServiceAccount', '/LimitRange', '/Event', '/PodTemplate'].map((key): [string, HealthRule] => [key, silent]),
]);

/** Whole groups of settings: they are in force as soon as they exist. */
const SILENT_GROUPS = ['rbac.authorization.k8s.io', 'storage.k8s.io', 'scheduling.k8s.io', 'node.k8s.io', 'coordination.k8s.io', 'events.k8s.io', 'admissionregistration.k8s.io'];
const SILENT_KINDS = ['networking.k8s.io/IngressClass', 'networking.k8s.io/NetworkPolicy', 'gateway.networking.k8s.io/ReferenceGrant'];

/** How an object is. What the context leaves out is not judged. */
export function health(object: KubeObject, context: HealthContext): Health {
  return terminatingHealth(object, context) ?? ruleOf(object)?.(object, context) ?? context.rule?.(object) ?? genericHealth(object, context);
}

/** Kinds whose health a release waits for. */
export function hasHealthRule(object: { apiVersion: string; kind: string }): boolean {
  const rule = ruleOf(object);
  return rule !== undefined && rule !== silent;
}

function ruleOf(object: { apiVersion: string; kind: string }): HealthRule | undefined {
  const group = groupOf(object);
  const key = `${group}/${object.kind}`;
  const rule = RULES.get(key);
  if (rule) return rule;
  if (SILENT_GROUPS.includes(group) || SILENT_KINDS.includes(key)) return silent;
  return group.endsWith('.toolkit.fluxcd.io') ? suspendableHealth : undefined;
}
