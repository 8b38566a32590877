import { kwokVersion } from './stage.ts';

/** What containers seem to use, for charts and alerts: told by annotations of the pod. */
const usage = (kind: 'cpu' | 'memory', otherwise: string): object => ({
  expression: `"hyperkuber.io/usage-${kind}" in pod.metadata.annotations ? Quantity(pod.metadata.annotations["hyperkuber.io/usage-${kind}"]) : Quantity("${otherwise}")`,
});

interface MetricOrder {
  readonly name: string;
  readonly help: string;
  readonly kind: 'gauge' | 'counter';
  readonly dimension: 'node' | 'pod' | 'container';
  readonly value: string;
}

const label = (name: string, value: string): object => ({ name, value });
const podLabels = [label('namespace', 'pod.metadata.namespace'), label('pod', 'pod.metadata.name')];
const labelsOf = { node: [], pod: podLabels, container: [...podLabels, label('container', 'container.name')] } as const;
const metric = ({ dimension, ...order }: MetricOrder): object => ({ ...order, dimension, labels: labelsOf[dimension] });

const metrics: readonly MetricOrder[] = [
  { name: 'container_cpu_usage_seconds_total', help: 'CPU time of the container in core-seconds', kind: 'counter', dimension: 'container', value: 'pod.CumulativeUsage("cpu", container.name)' },
  { name: 'container_memory_working_set_bytes', help: 'Working set of the container in bytes', kind: 'gauge', dimension: 'container', value: 'pod.Usage("memory", container.name)' },
  { name: 'pod_cpu_usage_seconds_total', help: 'CPU time of the pod in core-seconds', kind: 'counter', dimension: 'pod', value: 'pod.CumulativeUsage("cpu")' },
  { name: 'pod_memory_working_set_bytes', help: 'Working set of the pod in bytes', kind: 'gauge', dimension: 'pod', value: 'pod.Usage("memory")' },
  { name: 'node_cpu_usage_seconds_total', help: 'CPU time of the node in core-seconds', kind: 'counter', dimension: 'node', value: 'node.CumulativeUsage("cpu")' },
  { name: 'node_memory_working_set_bytes', help: 'Working set of the node in bytes', kind: 'gauge', dimension: 'node', value: 'node.Usage("memory")' },
];

export const usageObjects: readonly object[] = [
  { apiVersion: kwokVersion, kind: 'ClusterResourceUsage', metadata: { name: 'all' }, spec: { usages: [{ usage: { cpu: usage('cpu', '50m'), memory: usage('memory', '64Mi') } }] } },
  { apiVersion: kwokVersion, kind: 'Metric', metadata: { name: 'resource' }, spec: { path: '/metrics/nodes/{nodeName}/metrics/resource', metrics: metrics.map(metric) } },
];
