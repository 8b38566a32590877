import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';

/** What a person needs to know about a certificate before trusting it. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: string;
  readonly notAfter: string;
  /** SHA-256, colon separated. */
  readonly fingerprint: string;
  readonly isAuthority: boolean;
}

const block = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
const certificatesMax = 50;
const rsaBitsMin = 2048;
const ecBitsMin = 224;

export const readCertificates = (pem: string): X509Certificate[] | undefined => {
  const blocks = pem.match(block) ?? [];
  if (blocks.length === 0 || blocks.length > certificatesMax) return undefined;
  try {
    return blocks.map((one) => new X509Certificate(one));
  } catch {
    return undefined;
  }
};

export const readKey = (pem: string): KeyObject | undefined => {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
};

export const factsOf = (certificate: X509Certificate): CertificateFacts => ({
  subject: certificate.subject.replaceAll('\n', ', '),
  issuer: certificate.issuer.replaceAll('\n', ', '),
  notBefore: certificate.validFromDate.toISOString(),
  notAfter: certificate.validToDate.toISOString(),
  fingerprint: certificate.fingerprint256,
  isAuthority: certificate.ca,
});

export const isExpired = (certificate: X509Certificate, now: Date): boolean => certificate.validToDate < now;

export const isWeak = (key: KeyObject): boolean => {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined) return modulusLength < rsaBitsMin;
  const bits = /(\d{3})/.exec(namedCurve ?? '')?.[1];
  return bits !== undefined && Number(bits) < ecBitsMin;
};

/** Members of system:masters pass every check of the cluster and cannot be revoked. */
export const isMaster = (certificate: X509Certificate): boolean => /(^|\n|\+)O=system:masters($|\n|\+)/.test(certificate.subject);
