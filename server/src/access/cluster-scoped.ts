import type { Question } from './tuple.js';

/**
 * Built-in resources that are in no namespace, so a refusal within a namespace says nothing about a list of them. `namespaces` is
 * not among them: its objects carry their own name as namespace. A resource that is missing here is only refused more often.
 */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  '/nodes', '/persistentvolumes', '/componentstatuses',
  'storage.k8s.io/storageclasses', 'storage.k8s.io/csidrivers', 'storage.k8s.io/csinodes', 'storage.k8s.io/volumeattachments',
  'scheduling.k8s.io/priorityclasses', 'node.k8s.io/runtimeclasses', 'networking.k8s.io/ingressclasses',
  'gateway.networking.k8s.io/gatewayclasses', 'rbac.authorization.k8s.io/clusterroles', 'rbac.authorization.k8s.io/clusterrolebindings',
  'apiextensions.k8s.io/customresourcedefinitions', 'apiregistration.k8s.io/apiservices',
  'certificates.k8s.io/certificatesigningrequests',
  'admissionregistration.k8s.io/validatingwebhookconfigurations', 'admissionregistration.k8s.io/mutatingwebhookconfigurations',
  'admissionregistration.k8s.io/validatingadmissionpolicies', 'admissionregistration.k8s.io/validatingadmissionpolicybindings',
  'admissionregistration.k8s.io/mutatingadmissionpolicies', 'admissionregistration.k8s.io/mutatingadmissionpolicybindings',
  'flowcontrol.apiserver.k8s.io/flowschemas', 'flowcontrol.apiserver.k8s.io/prioritylevelconfigurations', 'metrics.k8s.io/nodes',
]);

export const isClusterScoped = ({ group, resource }: Pick<Question, 'group' | 'resource'>): boolean => CLUSTER_SCOPED.has(`${group}/${resource}`);
