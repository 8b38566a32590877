import { inspect } from 'node:util';
import { ClusterTarget } from './cluster-target.js';

const target = (auth: ConstructorParameters<typeof ClusterTarget>[0]['auth']) =>
  new ClusterTarget({ clusterId: 'c1', name: 'prod', credentialVersion: 3, server: 'https://k', auth, mode: 'direct', proxyUrl: 'http://u:proxy-secret@p' });

describe('ClusterTarget', () => {
  it.each([
    target({ kind: 'token', token: 'token-secret' }),
    target({ kind: 'certificate', certPem: 'cert-text', keyPem: 'key-secret' }),
  ])('prints without its secrets', (printed) => {
    const texts = [JSON.stringify(printed), inspect(printed), inspect(printed, { depth: 9, showHidden: true }), inspect(printed.auth), JSON.stringify(Object.entries(printed))];
    for (const text of texts) expect(text).not.toMatch(/secret/);
    expect(texts[0]).toContain('[sealed]');
  });

  it('still hands the secrets to whoever opens a connection', () => {
    const { auth } = target({ kind: 'token', token: 'token-secret' });
    expect(auth.kind === 'token' && auth.token).toBe('token-secret');
    expect(target({ kind: 'token', token: 't' }).connectionKey).toBe('c1@3/direct');
  });
});
