import type { KubeObject } from '../kube-object.js';
import type { HealthContext } from './health-context.js';

/** For specs: objects as small as the question allows, at noon of a fixed day. */
export const NOW = new Date('2024-06-01T12:00:00Z');

export function minutesAgo(minutes: number): string {
  return new Date(NOW.getTime() - minutes * 60_000).toISOString();
}

export function kube(apiVersion: string, kind: string, parts: { metadata?: object; spec?: object; status?: object; rest?: object } = {}): KubeObject {
  const { metadata = {}, spec, status, rest = {} } = parts;
  return { apiVersion, kind, metadata: { name: 'web', namespace: 'shop', ...metadata }, ...(spec ? { spec } : {}), ...(status ? { status } : {}), ...rest };
}

export function condition(type: string, status: string, reason = '', minutes = 1, rest: object = {}): object {
  return { type, status, reason, message: '', lastTransitionTime: minutesAgo(minutes), ...rest };
}

export function context(rest: Partial<HealthContext> = {}): HealthContext {
  return { now: NOW, ...rest };
}

export interface PodParts {
  name?: string;
  phase?: string;
  conditions?: object[];
  containers?: object[];
  init?: object[];
  initSpec?: object[];
  spec?: object;
  status?: object;
  metadata?: object;
}

export function pod(parts: PodParts): KubeObject {
  const { name = 'web-0', phase = 'Running', conditions = [], containers = [], init = [], initSpec = [], spec = {}, status = {}, metadata = {} } = parts;
  return kube('v1', 'Pod', {
    metadata: { name, creationTimestamp: minutesAgo(60), ...metadata },
    spec: { nodeName: 'node-2', containers: [{ name: 'app' }], initContainers: initSpec, ...spec },
    status: { phase, conditions, containerStatuses: containers, initContainerStatuses: init, ...status },
  });
}

export const READY = condition('Ready', 'True', '', 5);
export const NOT_READY = condition('Ready', 'False', 'ContainersNotReady', 5);

export function running(ready = true, rest: object = {}): object {
  return { name: 'app', ready, restartCount: 0, state: { running: {} }, ...rest };
}

export function waiting(reason: string, rest: object = {}): object {
  return { name: 'app', ready: false, restartCount: 0, state: { waiting: { reason } }, ...rest };
}

export function terminated(exitCode: number, reason = '', rest: object = {}): object {
  return { name: 'app', ready: false, restartCount: 0, state: { terminated: { exitCode, reason } }, ...rest };
}
