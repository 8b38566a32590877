import type { KubeObject } from '../kube-object.js';
import { at, listAt, numberAt, stringAt } from '../reading.js';
import { judged, type Health } from './health.js';
import { type HealthContext, isOlderThan, MINUTE_MS } from './health-context.js';
import { addressOf } from './services.js';

const ADDRESS_WITHIN_MS = 2 * MINUTE_MS;

/** Some controllers never publish an address, so its absence is a flag after a while, not an illness. */
export function ingressHealth(ingress: KubeObject, context: HealthContext): Health {
  const missing = missingBackend(ingress, context) ?? missingSecret(ingress, context);
  if (missing) return missing;
  const address = addressOf(ingress);
  if (address !== undefined) return judged('Healthy', 'AddressAssigned', { address });
  const since = ingress.metadata.creationTimestamp;
  if (since !== undefined && !isOlderThan(since, ADDRESS_WITHIN_MS, context.now)) return judged('Progressing', 'AddressPending', {}, { since });
  return judged('Healthy', 'RulesAccepted', {}, { flags: ['NoAddress'] });
}

function missingBackend(ingress: KubeObject, context: HealthContext): Health | undefined {
  const { services } = context;
  if (!services) return undefined;
  const namespace = ingress.metadata.namespace ?? '';
  for (const backend of backendsOf(ingress)) {
    const name = stringAt(backend, 'service', 'name');
    if (name === undefined) continue;
    const service = services.find(({ metadata }) => metadata.name === name && (metadata.namespace ?? '') === namespace);
    if (!service) return judged('Degraded', 'BackendMissing', { service: name });
    const port = stringAt(backend, 'service', 'port', 'name') ?? numberAt(backend, 'service', 'port', 'number');
    if (!hasPort(service, port)) return judged('Degraded', 'BackendPortMissing', { service: name, port });
  }
  return undefined;
}

function backendsOf(ingress: KubeObject): unknown[] {
  const paths = listAt(ingress, 'spec', 'rules').flatMap((rule) => listAt(rule, 'http', 'paths'));
  return [at(ingress, 'spec', 'defaultBackend'), ...paths.map((path) => at(path, 'backend'))];
}

/** A Service that only gives another name has no ports to check. */
function hasPort(service: KubeObject, port: string | number | undefined): boolean {
  if (port === undefined || stringAt(service, 'spec', 'type') === 'ExternalName') return true;
  return listAt(service, 'spec', 'ports').some((entry) => at(entry, typeof port === 'string' ? 'name' : 'port') === port);
}

function missingSecret(ingress: KubeObject, context: HealthContext): Health | undefined {
  const { secretNames } = context;
  if (!secretNames) return undefined;
  const names = listAt(ingress, 'spec', 'tls').map((tls) => stringAt(tls, 'secretName'));
  const secret = names.find((name) => name !== undefined && name !== '' && !secretNames.has(name));
  return secret === undefined ? undefined : judged('Degraded', 'TlsSecretMissing', { secret });
}
