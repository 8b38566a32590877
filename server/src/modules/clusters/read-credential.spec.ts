import { EgressGuard } from '../../kubernetes/egress-guard.js';
import { EgressPolicy } from '../../kubernetes/egress-policy.js';
import { EgressRefused, KubeconfigRefused } from '../../kubernetes/errors.js';
import { TestAuthority } from '../../kubernetes/testing/test-certificates.js';
import { readCredential } from './read-credential.js';

const guard = new EgressGuard(new EgressPolicy());
const now = new Date();

const faultsOf = (read: () => unknown): string[] => {
  try {
    read();
  } catch (error) {
    if (error instanceof KubeconfigRefused) return (error.facts.errors ?? []).map(({ path }) => path);
    throw error;
  }
  return [];
};

describe('readCredential', () => {
  let authority: TestAuthority;
  beforeAll(async () => { authority = await TestAuthority.create(); });

  it('refuses an address that an administrator did not allow', () => {
    for (const server of ['https://127.0.0.1:6443', 'https://169.254.169.254', 'https://[::1]:6443']) {
      expect(() => readCredential({ kind: 'token', server, caPem: authority.certPem, token: 't' }, guard, now)).toThrow(EgressRefused);
    }
  });

  it('names the field of the form in which the fault is', () => {
    const good = { server: 'https://prod.example:6443', caPem: authority.certPem, token: 't' };
    expect(faultsOf(() => readCredential({ kind: 'token', ...good, server: 'http://prod.example' }, guard, now))).toEqual(['credential.server']);
    expect(faultsOf(() => readCredential({ kind: 'token', ...good, caPem: 'nonsense' }, guard, now))).toEqual(['credential.caPem']);
    expect(faultsOf(() => readCredential({ kind: 'token', ...good, token: 'a b' }, guard, now))).toEqual(['credential.token']);
    expect(faultsOf(() => readCredential({ kind: 'certificate', server: good.server, caPem: good.caPem, certPem: 'x', keyPem: 'y' }, guard, now))).toEqual(['credential.certPem', 'credential.keyPem']);
  });

  it('refuses a kubeconfig that would run a command', () => {
    const kubeconfig = JSON.stringify({
      clusters: [{ name: 'c', cluster: { server: 'https://prod.example', 'certificate-authority-data': Buffer.from(authority.certPem).toString('base64') } }],
      users: [{ name: 'u', user: { exec: { command: 'touch' } } }], contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    });
    expect(faultsOf(() => readCredential({ kind: 'kubeconfig', kubeconfig }, guard, now))).toEqual(['users.0.user.exec']);
  });

  it('names the contexts of a kubeconfig whose current one cannot be used', () => {
    const kubeconfig = 'current-context: cloud\nclusters: []\nusers: []\ncontexts:\n- {name: cloud, context: {cluster: c, user: runs}}\n- {name: robot, context: {cluster: c, user: u}}\n';
    try {
      readCredential({ kind: 'kubeconfig', kubeconfig }, guard, now);
      throw new Error('It was read');
    } catch (error) {
      expect(error).toBeInstanceOf(KubeconfigRefused);
      expect((error as KubeconfigRefused).facts['contexts']).toEqual(['cloud', 'robot']);
    }
  });

  it('warns of a certificate that cannot be revoked', async () => {
    const pair = await authority.issue({ subject: 'O=system:masters,CN=admin' });
    const read = readCredential({ kind: 'certificate', server: 'https://prod.example:6443', caPem: authority.certPem, ...pair }, guard, now);
    expect(read.record).toMatchObject({ server: 'https://prod.example:6443', auth: { kind: 'certificate' } });
    expect(read.warnings.map(({ code }) => code)).toContain('not-revocable');
  });
});
