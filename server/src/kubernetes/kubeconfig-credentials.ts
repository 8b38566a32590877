import { type KeyObject, type X509Certificate } from 'node:crypto';
import { type CertificateFacts, factsOf, isExpired, isMaster, isWeak, readCertificates, readKey } from './certificate-facts.js';
import { type ClusterAuthFields } from './cluster-target.js';
import { decodedOf, type FaultList, type Named, textOf } from './kubeconfig-fields.js';

export interface KubeconfigWarning {
  readonly code: 'not-revocable' | 'private-authority' | 'certificate-expires-soon' | 'authority-expires-soon' | 'verification-off' | 'proxy';
  readonly path: string;
  readonly message: string;
}

export interface CredentialReading {
  readonly auth: ClusterAuthFields | undefined;
  readonly certificate: CertificateFacts | undefined;
}

const soonMs = 30 * 86_400_000;
const visibleAscii = /^[\x21-\x7e]+$/;

const expiresSoon = (certificate: X509Certificate, now: Date): boolean => certificate.validToDate.getTime() - now.getTime() < soonMs;

const checkPair = (certificate: X509Certificate, key: KeyObject, user: Named, list: FaultList): void => {
  if (!certificate.checkPrivateKey(key)) list.add(`${user.path}.client-key-data`, 'The key does not belong to the certificate.');
  else if (isWeak(key)) list.add(`${user.path}.client-key-data`, 'The key is too short. Use RSA with 2048 bits or more, or ECDSA P-256.');
};

const clientWarnings = (certificate: X509Certificate, path: string, now: Date): KubeconfigWarning[] => {
  const warnings: KubeconfigWarning[] = [];
  if (isMaster(certificate)) warnings.push({ code: 'not-revocable', path, message: 'The certificate belongs to system:masters: it cannot be limited or revoked until it expires.' });
  if (expiresSoon(certificate, now)) warnings.push({ code: 'certificate-expires-soon', path, message: `The certificate expires on ${certificate.validToDate.toISOString()}.` });
  return warnings;
};

const readPair = (user: Named, certPem: string, keyPem: string, now: Date, list: FaultList, warnings: KubeconfigWarning[]): CredentialReading => {
  const path = `${user.path}.client-certificate-data`;
  const [certificate] = readCertificates(certPem) ?? [];
  const key = readKey(keyPem);
  if (certificate === undefined) list.add(path, 'This is not a certificate in PEM form.');
  if (key === undefined) list.add(`${user.path}.client-key-data`, 'This is not an unencrypted private key in PEM form.');
  if (certificate === undefined || key === undefined) return { auth: undefined, certificate: undefined };
  if (isExpired(certificate, now)) list.add(path, `The certificate expired on ${certificate.validToDate.toISOString()}.`);
  checkPair(certificate, key, user, list);
  warnings.push(...clientWarnings(certificate, path, now));
  return { auth: { kind: 'certificate', certPem, keyPem }, certificate: factsOf(certificate) };
};

const readToken = (user: Named, token: string, list: FaultList): CredentialReading => {
  if (!visibleAscii.test(token)) list.add(`${user.path}.token`, 'The token holds characters that no token has.');
  return { auth: { kind: 'token', token }, certificate: undefined };
};

/** The one credential of a user entry: a token, or a client certificate with its key. */
export const readCredential = (user: Named, now: Date, list: FaultList, warnings: KubeconfigWarning[]): CredentialReading => {
  const token = textOf(user, 'token', list)?.trim();
  const certPem = decodedOf(user, 'client-certificate-data', list);
  const keyPem = decodedOf(user, 'client-key-data', list);
  if (token !== undefined && (certPem !== undefined || keyPem !== undefined)) list.add(user.path, 'The user has both a token and a certificate. Keep one of them.');
  if (token !== undefined) return readToken(user, token, list);
  if (certPem !== undefined && keyPem !== undefined) return readPair(user, certPem, keyPem, now, list, warnings);
  list.add(user.path, 'The user needs "token", or "client-certificate-data" and "client-key-data".');
  return { auth: undefined, certificate: undefined };
};

/** The authority that signed the API server's certificate. */
export const readAuthority = (cluster: Named, caPem: string, now: Date, list: FaultList, warnings: KubeconfigWarning[]): CertificateFacts[] => {
  const path = `${cluster.path}.certificate-authority-data`;
  const certificates = readCertificates(caPem);
  if (certificates === undefined) {
    list.add(path, 'This is not a certificate in PEM form.');
    return [];
  }
  if (!certificates.every(({ ca }) => ca)) list.add(path, 'This is not a certificate authority. Give the certificate that signed the API server\'s certificate.');
  else if (certificates.every((one) => isExpired(one, now))) list.add(path, 'The certificate authority has expired.');
  else if (certificates.every((one) => expiresSoon(one, now))) warnings.push({ code: 'authority-expires-soon', path, message: 'The certificate authority expires soon.' });
  warnings.push({ code: 'private-authority', path, message: `Compare the fingerprint before you trust it: ${certificates[0]?.fingerprint256 ?? ''}` });
  return certificates.map(factsOf);
};
