import type { KubeObject } from '../kube-object.js';
import { isRecord, listAt, stringAt } from '../reading.js';
import { certificateHealth } from './certificates.js';
import { judged, notJudged, type Health } from './health.js';
import type { HealthContext } from './health-context.js';
import { endpointCounts } from './services.js';

/** A webhook nobody serves refuses every request it is asked about, unless its policy is to be ignored. */
export function webhookHealth(configuration: KubeObject, context: HealthContext): Health {
  const expired = certificateHealth(context);
  if (expired?.status === 'Degraded') return expired;
  if (!context.services) return notJudged();
  const faults = listAt(configuration, 'webhooks').flatMap((webhook) => {
    const fault = faultOf(webhook, context);
    return fault ? [{ fault, isIgnored: stringAt(webhook, 'failurePolicy') === 'Ignore' }] : [];
  });
  const blocking = faults.find(({ isIgnored }) => !isIgnored);
  if (blocking) return { ...blocking.fault, flags: ['BlocksApi'] };
  const expiring = expired?.flags ?? [];
  return judged('Healthy', 'WebhooksServed', {}, { flags: faults.length > 0 ? [...expiring, 'WebhookNotServed'] : expiring });
}

function faultOf(webhook: unknown, context: HealthContext): Health | undefined {
  const name = stringAt(webhook, 'clientConfig', 'service', 'name');
  const namespace = stringAt(webhook, 'clientConfig', 'service', 'namespace') ?? '';
  if (!isRecord(webhook) || name === undefined) return undefined;
  const facts = { webhook: stringAt(webhook, 'name'), service: `${namespace}/${name}` };
  const isIn = ({ metadata }: KubeObject): boolean => (metadata.namespace ?? '') === namespace;
  const exists = (context.services ?? []).some((service) => service.metadata.name === name && isIn(service));
  if (!exists) return judged('Degraded', 'WebhookServiceMissing', facts);
  if (!context.endpointSlices) return undefined;
  const slices = context.endpointSlices.filter((slice) => isIn(slice) && stringAt(slice, 'metadata', 'labels', 'kubernetes.io/service-name') === name);
  return endpointCounts(slices).ready === 0 ? judged('Degraded', 'WebhookNotServed', facts) : undefined;
}
