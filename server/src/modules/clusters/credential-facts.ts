import { createHash, X509Certificate } from 'node:crypto';
import type { CredentialRecord } from './credential-record.js';

/** What may be shown of a credential. */
export interface CredentialFacts {
  readonly kind: 'token' | 'certificate';
  readonly fingerprint: string;
  readonly expiresAt: Date | null;
}

export const factsOf = ({ auth }: Pick<CredentialRecord, 'auth'>): CredentialFacts =>
  (auth.kind === 'token' ? tokenFacts(auth.token) : certificateFacts(auth.certPem));

/** A part of the hash: enough to tell two tokens apart, of no use to find one. */
const tokenFacts = (token: string): CredentialFacts => ({
  kind: 'token',
  fingerprint: `sha256:${createHash('sha256').update(token).digest('hex').slice(0, 16)}`,
  expiresAt: expiryOfToken(token),
});

const certificateFacts = (certPem: string): CredentialFacts => {
  const certificate = new X509Certificate(certPem);
  return { kind: 'certificate', fingerprint: `sha256:${certificate.fingerprint256.replaceAll(':', '').toLowerCase()}`, expiresAt: new Date(certificate.validTo) };
};

/** `exp` of a service account token (a JWT, RFC 7519); other tokens do not say when they end. */
export const expiryOfToken = (token: string): Date | null => {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return null;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const exp = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : undefined;
    return typeof exp === 'number' && Number.isFinite(exp) ? new Date(exp * 1_000) : null;
  } catch {
    return null;
  }
};

const SOON_MS = 14 * 86_400_000;
const LAST_PART = 0.1;

/** Whether a credential has less left than a tenth of its life and than two weeks: tokens that live a day are not always about to end. */
export const expiresSoon = ({ createdAt, expiresAt }: { readonly createdAt: Date; readonly expiresAt: Date | null }, now: Date): boolean => {
  if (expiresAt === null) return false;
  const life = expiresAt.getTime() - createdAt.getTime();
  return expiresAt.getTime() - now.getTime() < Math.min(SOON_MS, life * LAST_PART);
};
