import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 86_400_000;

export interface PemPair {
  readonly certPem: string;
  readonly keyPem: string;
}

export interface LeafOrder {
  readonly subject: string;
  readonly hosts?: readonly string[];
  /** Relative to now; a negative value makes an expired certificate. */
  readonly daysLeft?: number;
}

const pem = async (key: webcrypto.CryptoKey): Promise<string> => x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
const newKeys = (): Promise<webcrypto.CryptoKeyPair> => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
const serial = (): string => Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex');

const altNames = (hosts: readonly string[]): x509.SubjectAlternativeNameExtension =>
  new x509.SubjectAlternativeNameExtension(hosts.map((host) => ({ type: /^[\d.]+$|:/.test(host) ? ('ip' as const) : ('dns' as const), value: host })));

/** A certificate authority that lives for one test. */
export class TestAuthority {
  private constructor(
    readonly certPem: string,
    readonly keyPem: string,
    private readonly certificate: x509.X509Certificate,
    private readonly keys: webcrypto.CryptoKeyPair,
  ) {}

  static async create(name = 'CN=Test CA'): Promise<TestAuthority> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: serial(),
      name,
      notBefore: new Date(Date.now() - day),
      notAfter: new Date(Date.now() + 3650 * day),
      keys,
      signingAlgorithm: algorithm,
      extensions: [new x509.BasicConstraintsExtension(true, undefined, true), new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true)],
    }, webcrypto);
    return new TestAuthority(certificate.toString('pem'), await pem(keys.privateKey), certificate, keys);
  }

  async issue(order: LeafOrder): Promise<PemPair> {
    const keys = await newKeys();
    const notAfter = new Date(Date.now() + (order.daysLeft ?? 365) * day);
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serial(),
      subject: order.subject,
      issuer: this.certificate.subject,
      notBefore: new Date(Math.min(Date.now(), notAfter.getTime()) - day),
      notAfter,
      signingKey: this.keys.privateKey,
      publicKey: keys.publicKey,
      signingAlgorithm: algorithm,
      extensions: [new x509.BasicConstraintsExtension(false), ...(order.hosts ? [altNames(order.hosts)] : [])],
    }, webcrypto);
    return { certPem: certificate.toString('pem'), keyPem: await pem(keys.privateKey) };
  }
}
