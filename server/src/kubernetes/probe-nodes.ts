import { type KubeObject, quantityOf, quantityToNumber, sumQuantities } from '@hyperkuber/kube';
import { isRecord, listAt, textAt } from './answer-object.js';

export interface NodeSums {
  readonly total: number;
  readonly ready: number;
  readonly capacity: { readonly cpu: number; readonly memory: number; readonly pods: number };
  readonly allocatable: { readonly cpu: number; readonly memory: number; readonly pods: number };
}

const isReady = (node: KubeObject): boolean => listAt(node['status'], 'conditions').some((one) => textAt(one, 'type') === 'Ready' && textAt(one, 'status') === 'True');

const quantityAt = (node: KubeObject, field: string, name: string): bigint => {
  const status = node['status'];
  const amounts = isRecord(status) ? status[field] : undefined;
  return quantityOf(isRecord(amounts) ? amounts[name] : undefined) ?? 0n;
};

const sumOf = (nodes: readonly KubeObject[], field: string, name: string): number => quantityToNumber(sumQuantities(nodes.map((node) => quantityAt(node, field, name))));

const sumsOf = (nodes: readonly KubeObject[], field: string) => ({ cpu: sumOf(nodes, field, 'cpu'), memory: sumOf(nodes, field, 'memory'), pods: sumOf(nodes, field, 'pods') });

export const sumNodes = (nodes: readonly KubeObject[]): NodeSums => ({
  total: nodes.length,
  ready: nodes.filter(isReady).length,
  capacity: sumsOf(nodes, 'capacity'),
  allocatable: sumsOf(nodes, 'allocatable'),
});
