import { z } from 'zod';
import type { ClusterTargetFields } from '../../kubernetes/cluster-target.js';

/** What is sealed: where to connect and with what. */
export type CredentialRecord = Pick<ClusterTargetFields, 'server' | 'caPem' | 'tlsServerName' | 'skipTlsVerify' | 'proxyUrl' | 'auth'>;

const Stored = z.strictObject({
  v: z.literal(1),
  server: z.string(),
  caPem: z.string().optional(),
  tlsServerName: z.string().optional(),
  skipTlsVerify: z.boolean().optional(),
  proxyUrl: z.string().optional(),
  auth: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('token'), token: z.string() }),
    z.strictObject({ kind: z.literal('certificate'), certPem: z.string(), keyPem: z.string() }),
  ]),
});

/** The text that is sealed. */
export const writeRecord = ({ server, caPem, tlsServerName, skipTlsVerify, proxyUrl, auth }: CredentialRecord): string =>
  JSON.stringify({ v: 1, server, caPem, tlsServerName, skipTlsVerify, proxyUrl, auth });

export const parseRecord = (text: string): CredentialRecord => {
  const { server, caPem, tlsServerName, skipTlsVerify, proxyUrl, auth } = Stored.parse(JSON.parse(text));
  return { server, caPem, tlsServerName, skipTlsVerify, proxyUrl, auth };
};

/** `scheme://host:port`: the only place a credential is sent to. */
export const targetOf = (server: string): string => {
  const { protocol, hostname, port } = new URL(server);
  return `${protocol}//${hostname}:${port === '' ? (protocol === 'http:' ? '80' : '443') : port}`;
};
