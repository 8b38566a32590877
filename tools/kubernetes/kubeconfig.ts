import { stringify } from 'yaml';
import type { KeyPairPem } from './certificates.ts';

export type KubeconfigUser = { readonly token: string } | { readonly pair: KeyPairPem };

export interface KubeconfigOrder {
  readonly cluster: string;
  readonly server: string;
  readonly caPem: string;
  readonly userName: string;
  readonly user: KubeconfigUser;
}

/** A kubeconfig with everything inline, so it can be handed over as text. */
export function kubeconfig(order: KubeconfigOrder): string {
  const context = `${order.userName}@${order.cluster}`;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    clusters: [{ name: order.cluster, cluster: { server: order.server, 'certificate-authority-data': base64(order.caPem) } }],
    users: [{ name: order.userName, user: credential(order.user) }],
    contexts: [{ name: context, context: { cluster: order.cluster, user: order.userName } }],
  }, { lineWidth: 0 });
}

const credential = (user: KubeconfigUser): Record<string, string> => ('token' in user
  ? { token: user.token }
  : { 'client-certificate-data': base64(user.pair.certificatePem), 'client-key-data': base64(user.pair.keyPem) });

const base64 = (text: string): string => Buffer.from(text).toString('base64');
