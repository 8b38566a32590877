import { groupOf, type KubeObject } from '../kube-object.js';
import { stringAt } from '../reading.js';
import { judged, notJudged, type Health, isHealthWorse } from './health.js';
import { genericHealth } from './generic.js';
import { type HealthContext, isOlderThan, MINUTE_MS } from './health-context.js';

const EXPIRING_MS = 30 * 24 * 60 * MINUTE_MS;
const STUCK_AFTER_MS = 15 * MINUTE_MS;

/** By the time a reader of the certificate found; undefined when nobody read it. */
export function certificateHealth(context: HealthContext, expiresAt = context.certificateExpiresAt): Health | undefined {
  if (!expiresAt || Number.isNaN(expiresAt.getTime())) return undefined;
  const leftMs = expiresAt.getTime() - context.now.getTime();
  const facts = { date: expiresAt.toISOString().slice(0, 10) };
  if (leftMs <= 0) return judged('Degraded', 'CertificateExpired', facts, { since: expiresAt.toISOString() });
  return judged('Healthy', 'CertificateValid', facts, leftMs < EXPIRING_MS ? { flags: ['Expiring'] } : {});
}

/** The Certificate of cert-manager. */
export function certificateRequestHealth(certificate: KubeObject, context: HealthContext): Health {
  const notAfter = stringAt(certificate, 'status', 'notAfter');
  const validity = notAfter === undefined ? undefined : certificateHealth(context, new Date(notAfter));
  const issued = genericHealth(certificate, context);
  if (!validity) return issued.status === 'NotApplicable' ? judged('Progressing', 'NoStatus') : issued;
  return isHealthWorse(issued, validity) ? issued : validity;
}

export function secretHealth(secret: KubeObject, context: HealthContext): Health {
  const type = stringAt(secret, 'type');
  if (groupOf(secret) === '' && type === 'kubernetes.io/tls') return certificateHealth(context) ?? notJudged();
  return type === 'helm.sh/release.v1' ? helmReleaseHealth(secret, context) : notJudged();
}

/** Helm keeps each revision in a Secret and its state in a label. */
function helmReleaseHealth(secret: KubeObject, context: HealthContext): Health {
  const word = stringAt(secret, 'metadata', 'labels', 'status') ?? '';
  const modifiedAt = Number(stringAt(secret, 'metadata', 'labels', 'modifiedAt') ?? Number.NaN) * 1000;
  const since = Number.isNaN(modifiedAt) ? secret.metadata.creationTimestamp : new Date(modifiedAt).toISOString();
  if (word === 'failed') return judged('Degraded', 'ReleaseFailed', {}, { since });
  if (word === 'deployed') return judged('Healthy', 'ReleaseDeployed', {}, { since });
  if (word === 'uninstalling') return judged('Terminating', 'Deleting', {}, { since });
  if (!word.startsWith('pending-')) return judged('NotApplicable', 'ReleaseReplaced');
  const isStuck = isOlderThan(since, STUCK_AFTER_MS, context.now);
  return isStuck ? judged('Degraded', 'ReleaseStuck', { word }, { since }) : judged('Progressing', 'ReleasePending', { word }, { since });
}
