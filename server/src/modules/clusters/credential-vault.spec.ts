import { inspect } from 'node:util';
import { Keyring } from '../../persistence/sealing/keyring.js';
import { SealBroken } from '../../persistence/sealing/errors.js';
import { Sealer } from '../../persistence/sealing/sealer.js';
import { expiresSoon, expiryOfToken } from './credential-facts.js';
import { type CredentialRecord, targetOf } from './credential-record.js';
import { CredentialVault } from './credential-vault.js';
import { CredentialUnusable } from './errors.js';
import { testNow } from './testing/cluster-row.js';

const vault = new CredentialVault(new Sealer('installation', Keyring.generate(testNow)));
const record: CredentialRecord = { server: 'https://prod.example:6443/k8s', caPem: 'CA', auth: { kind: 'token', token: 'sentinel-token' } };
const sealed = vault.seal(record, 'cluster-1', 3, testNow);

describe('CredentialVault', () => {
  it('does not open for another cluster, another version or another row', () => {
    for (const moved of [{ clusterId: 'cluster-2' }, { version: 4 }, { id: 'other' }]) {
      expect(() => vault.open({ ...sealed, ...moved }, record.server)).toThrow(SealBroken);
    }
  });

  it('does not open when the address of the row was changed', () => {
    for (const server of ['https://evil.example:6443/k8s', 'https://prod.example:443/k8s', 'http://prod.example:6443/k8s', 'https://prod.example:6443/other']) {
      expect(() => vault.open(sealed, server)).toThrow(CredentialUnusable);
    }
  });

  it('does not open when address and target were both changed', () => {
    const server = 'https://evil.example:6443/k8s';
    expect(() => vault.open({ ...sealed, target: targetOf(server) }, server)).toThrow(SealBroken);
  });

  it('opens to what was sealed, and shows nothing of it', () => {
    expect(vault.open(sealed, record.server)).toMatchObject(record);
    expect(inspect(sealed) + JSON.stringify(sealed) + String(sealed.record)).not.toContain('sentinel-token');
    expect(sealed.fingerprint).toMatch(/^sha256:[0-9a-f]{16}$/);
  });
});

describe('expiryOfToken', () => {
  const jwt = (claims: object): string => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

  it('reads the end of a service account token', () => {
    expect(expiryOfToken(jwt({ exp: 1_767_225_600 }))).toEqual(new Date('2026-01-01T00:00:00Z'));
  });

  it('does not know the end of any other token', () => {
    for (const token of ['opaque', 'a.b.c', jwt({}), jwt({ exp: 'soon' })]) expect(expiryOfToken(token)).toBeNull();
  });
});

describe('expiresSoon', () => {
  const day = 86_400_000;
  const at = (days: number): Date => new Date(testNow.getTime() + days * day);

  it('does not call a fresh token that lives one day about to end', () => {
    expect(expiresSoon({ createdAt: testNow, expiresAt: at(1) }, at(0.5))).toBe(false);
    expect(expiresSoon({ createdAt: testNow, expiresAt: at(1) }, at(0.95))).toBe(true);
  });

  it('speaks two weeks before the end of a certificate of a year, and never without an end', () => {
    expect(expiresSoon({ createdAt: testNow, expiresAt: at(365) }, at(350))).toBe(false);
    expect(expiresSoon({ createdAt: testNow, expiresAt: at(365) }, at(352))).toBe(true);
    expect(expiresSoon({ createdAt: testNow, expiresAt: null }, at(9_999))).toBe(false);
  });
});
