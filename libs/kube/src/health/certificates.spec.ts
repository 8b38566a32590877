import { condition, context, kube, minutesAgo, NOW } from './fixtures.js';
import { health } from './object-health.js';

const inDays = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);

it.each([[-1, 'Degraded', []], [10, 'Healthy', ['Expiring']], [31, 'Healthy', []]])('a TLS Secret that expires in %d days is %s %j', (days, status, flags) => {
  expect(health(kube('v1', 'Secret', { rest: { type: 'kubernetes.io/tls' } }), context({ certificateExpiresAt: inDays(days) }))).toMatchObject({ status, flags });
});

it('a TLS Secret nobody has read is not judged', () => {
  expect(health(kube('v1', 'Secret', { rest: { type: 'kubernetes.io/tls' } }), context()).status).toBe('NotApplicable');
});

it.each<[string, object, string]>([
  ['new', {}, 'Progressing'],
  ['issued', { notAfter: inDays(90).toISOString(), conditions: [condition('Ready', 'True')] }, 'Healthy'],
  ['expired', { notAfter: inDays(-1).toISOString(), conditions: [condition('Ready', 'False', 'Expired')] }, 'Degraded'],
  ['refused', { conditions: [condition('Ready', 'False', 'IssuerError', 10)] }, 'Degraded'],
])('a Certificate that is %s', (_what, status, expected) => {
  expect(health(kube('cert-manager.io/v1', 'Certificate', { status }), context()).status).toBe(expected);
});

it.each<[string, number, string, string]>([
  ['deployed', 1, 'Healthy', 'deployed'], ['failed', 1, 'Degraded', 'release failed'], ['pending-upgrade', 14, 'Progressing', 'release is pending-upgrade'],
  ['pending-install', 16, 'Degraded', 'release is stuck in pending-install'], ['uninstalling', 1, 'Terminating', 'being deleted'], ['superseded', 1, 'NotApplicable', 'replaced by a later release'],
])('a Helm release that is %s for %d minutes is %s', (word, minutes, status, message) => {
  const secret = kube('v1', 'Secret', { metadata: { labels: { status: word, owner: 'helm' }, creationTimestamp: minutesAgo(minutes) }, rest: { type: 'helm.sh/release.v1' } });
  expect(health(secret, context())).toMatchObject({ status, message });
});
