import { at, groupOf, isRecord, type KubeObject, ownersOf } from '@hyperkuber/kube';

/** Exported manifests carry them; applied, they would be taken from the controller or be a conflict with it at every release. */
const KEPT_BY_CONTROLLERS: ReadonlySet<string> = new Set([
  'autoscaling.alpha.kubernetes.io/conditions',
  'autoscaling.alpha.kubernetes.io/current-metrics',
  'control-plane.alpha.kubernetes.io/leader',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deployment.kubernetes.io/revision',
  'deprecated.daemonset.template.generation',
  'endpoints.kubernetes.io/last-change-trigger-time',
  'kubectl.kubernetes.io/last-applied-configuration',
  'pv.kubernetes.io/bind-completed',
  'pv.kubernetes.io/bound-by-controller',
  'volume.beta.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/selected-node',
  'volume.kubernetes.io/storage-provisioner',
]);

const withoutTheirAnnotations = (object: KubeObject): KubeObject => {
  const { annotations, ...metadata } = object.metadata;
  if (!isRecord(annotations) || !Object.keys(annotations).some((name) => KEPT_BY_CONTROLLERS.has(name))) return object;
  const kept = Object.fromEntries(Object.entries(annotations).filter(([name]) => !KEPT_BY_CONTROLLERS.has(name)));
  return { ...object, metadata: { ...metadata, ...(Object.keys(kept).length === 0 ? {} : { annotations: kept }) } };
};

/** The control plane fills in the rules of such a role and owns them; the usual `rules: []` only says so to people. */
const withoutAggregatedRules = (object: KubeObject): KubeObject => {
  const isAggregated = object.kind === 'ClusterRole' && groupOf(object) === 'rbac.authorization.k8s.io' && isRecord(at(object, 'aggregationRule'));
  if (!isAggregated) return object;
  const { rules: _rules, ...rest } = object;
  return { ...rest, apiVersion: object.apiVersion, kind: object.kind, metadata: object.metadata };
};

/** The object without what controllers of the cluster write and own themselves: it is theirs, whatever a manifest says. */
export const withoutControllerFields = (object: KubeObject): KubeObject => withoutAggregatedRules(withoutTheirAnnotations(object));

/** An autoscaler writes through `scale` under this name; a person's `kubectl scale` has another and stays a conflict that is shown. */
const AUTOSCALER = 'kube-controller-manager';

/**
 * The object without `spec.replicas` where an autoscaler has set them: a manifest that names a number beside an autoscaler
 * would be in conflict with it at every release, and taking the field would throw the running pods away.
 */
export const withoutScaledReplicas = (object: KubeObject, live: KubeObject | undefined): KubeObject => {
  const spec = at(object, 'spec');
  if (live === undefined || !isRecord(spec) || !Object.hasOwn(spec, 'replicas')) return object;
  const isScaled = ownersOf(live, 'spec.replicas').some(({ manager, subresource }) => manager === AUTOSCALER && subresource === 'scale');
  if (!isScaled) return object;
  const { replicas: _replicas, ...rest } = spec;
  return { ...object, spec: rest };
};
