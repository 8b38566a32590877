import type { KubeObject } from '../kube-object.js';
import { at, listAt, recordAt, stringAt } from '../reading.js';
import { judged, notJudged, type Health } from './health.js';
import { type HealthContext, isOlderThan, MINUTE_MS } from './health-context.js';
import { worstPodCause } from './pods.js';
import { wantedPods } from './workloads.js';

const ADDRESS_WITHIN_MS = 10 * MINUTE_MS;

export function serviceHealth(service: KubeObject, context: HealthContext): Health {
  const type = stringAt(service, 'spec', 'type');
  if (type === 'ExternalName') return judged('NotApplicable', 'ExternalName', { host: stringAt(service, 'spec', 'externalName') });
  if (type === 'LoadBalancer' && addressOf(service) === undefined) {
    const since = service.metadata.creationTimestamp;
    return judged(isOlderThan(since, ADDRESS_WITHIN_MS, context.now) ? 'Degraded' : 'Progressing', 'AddressPending', {}, { since });
  }
  return withSelector(service, context) ?? judged('Healthy', 'ServiceAccepted', { address: addressOf(service) });
}

/** A Service without selector gets its endpoints from somewhere else, and nobody says how many there should be. */
function withSelector(service: KubeObject, context: HealthContext): Health | undefined {
  if (Object.keys(recordAt(service, 'spec', 'selector')).length === 0 || !context.endpointSlices) return undefined;
  const { ready } = endpointCounts(context.endpointSlices);
  if (ready > 0) return judged('Healthy', 'EndpointsReady', { ready });
  if (!isAnyPodWanted(context)) return judged('Suspended', 'NothingWanted');
  return judged('Degraded', 'NoReadyEndpoints', {}, { cause: worstPodCause(context.pods, context) });
}

function isAnyPodWanted(context: HealthContext): boolean {
  if (context.workloads) return context.workloads.some((workload) => wantedPods(workload) > 0);
  return context.pods === undefined || context.pods.length > 0;
}

/** The address a load balancer or controller published. */
export function addressOf(object: KubeObject): string | undefined {
  const points = listAt(object, 'status', 'loadBalancer', 'ingress');
  return points.map((point) => stringAt(point, 'ip') || stringAt(point, 'hostname')).find((address) => address !== undefined && address !== '');
}

export function endpointsHealth(object: KubeObject): Health {
  return notJudged(endpointCounts([object]));
}

/** Of EndpointSlices and of Endpoints. A slice's condition that is absent means ready; `serving` follows ready. */
export function endpointCounts(slices: readonly KubeObject[]): { ready: number; serving: number; terminating: number } {
  const counts = { ready: 0, serving: 0, terminating: 0 };
  for (const slice of slices) {
    const addresses = listAt(slice, 'subsets').reduce((sum: number, subset) => sum + listAt(subset, 'addresses').length, 0);
    counts.ready += addresses;
    counts.serving += addresses;
    for (const endpoint of listAt(slice, 'endpoints')) count(endpoint, counts);
  }
  return counts;
}

function count(endpoint: unknown, counts: { ready: number; serving: number; terminating: number }): void {
  const isReady = at(endpoint, 'conditions', 'ready') !== false;
  if (isReady) counts.ready += 1;
  if ((at(endpoint, 'conditions', 'serving') ?? isReady) === true) counts.serving += 1;
  if (at(endpoint, 'conditions', 'terminating') === true) counts.terminating += 1;
}
