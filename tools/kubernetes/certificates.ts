import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension, ExtendedKeyUsage, ExtendedKeyUsageExtension, KeyUsageFlags, KeyUsagesExtension, PemConverter,
  SubjectAlternativeNameExtension, X509CertificateGenerator, type Extension, type JsonGeneralName, type X509Certificate,
} from '@peculiar/x509';

export interface KeyPairPem {
  readonly certificatePem: string;
  readonly keyPem: string;
}

export interface CertificateOrder {
  readonly commonName: string;
  readonly organization?: string;
  readonly serverNames?: readonly JsonGeneralName[];
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;
const dayMs = 24 * 60 * 60 * 1000;

/** The certificate authority of one cluster. */
export class Authority {
  readonly certificate: X509Certificate;
  readonly pem: KeyPairPem;
  private readonly keys: webcrypto.CryptoKeyPair;

  private constructor(certificate: X509Certificate, keys: webcrypto.CryptoKeyPair, keyPem: string) {
    this.certificate = certificate;
    this.keys = keys;
    this.pem = { certificatePem: pemOf(certificate), keyPem };
  }

  static async create(commonName: string): Promise<Authority> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name: [{ CN: [commonName] }],
      ...validity(),
      keys,
      signingAlgorithm: signing,
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign | KeyUsageFlags.digitalSignature, true),
      ],
    }, webcrypto);
    return new Authority(certificate, keys, await privateKeyPem(keys));
  }

  async issue(order: CertificateOrder): Promise<KeyPairPem> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.create({
      subject: [{ CN: [order.commonName] }, ...(order.organization ? [{ O: [order.organization] }] : [])],
      issuer: this.certificate.subjectName,
      ...validity(),
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: signing,
      extensions: extensionsFor(order),
    }, webcrypto);
    return { certificatePem: pemOf(certificate), keyPem: await privateKeyPem(keys) };
  }
}

/** The pair that signs and checks service account tokens. */
export async function newSigningPair(): Promise<{ readonly publicPem: string; readonly privatePem: string }> {
  const keys = await newKeys();
  const publicKey = await webcrypto.subtle.exportKey('spki', keys.publicKey);
  return { publicPem: `${PemConverter.encode(publicKey, 'PUBLIC KEY')}\n`, privatePem: await privateKeyPem(keys) };
}

function extensionsFor(order: CertificateOrder): Extension[] {
  const usages = order.serverNames ? [ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth] : [ExtendedKeyUsage.clientAuth];
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension(usages),
    ...(order.serverNames ? [new SubjectAlternativeNameExtension([...order.serverNames])] : []),
  ];
}

const pemOf = (certificate: X509Certificate): string => `${certificate.toString('pem')}\n`;

const newKeys = (): Promise<webcrypto.CryptoKeyPair> => webcrypto.subtle.generateKey(curve, true, ['sign', 'verify']);

async function privateKeyPem(keys: webcrypto.CryptoKeyPair): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')}\n`;
}

// An hour back, because the clocks of a host and its containers differ.
const validity = (): { notBefore: Date; notAfter: Date } => ({
  notBefore: new Date(Date.now() - dayMs / 24),
  notAfter: new Date(Date.now() + 365 * dayMs),
});
