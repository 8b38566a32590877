import type { ClusterCredential } from '@hyperkuber/contracts';

export const CREDENTIAL_KINDS = ['kubeconfig', 'token', 'certificate'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** A credential while it is typed: what was given for one kind stays when one looks at another. Lives in memory only. */
export interface CredentialDraft {
  readonly kind: CredentialKind;
  readonly kubeconfig: string;
  /** Empty takes the current context of the file. */
  readonly context: string;
  readonly server: string;
  readonly caPem: string;
  readonly token: string;
  readonly certPem: string;
  readonly keyPem: string;
}

export type CredentialField = Exclude<keyof CredentialDraft, 'kind'>;

export const EMPTY_CREDENTIAL: CredentialDraft = { kind: 'kubeconfig', kubeconfig: '', context: '', server: '', caPem: '', token: '', certPem: '', keyPem: '' };

const NEEDED: Readonly<Record<CredentialKind, readonly CredentialField[]>> = {
  kubeconfig: ['kubeconfig'],
  token: ['server', 'caPem', 'token'],
  certificate: ['server', 'caPem', 'certPem', 'keyPem'],
};

/** The fields of the chosen kind that are still empty. */
export const missingIn = (draft: CredentialDraft): readonly CredentialField[] => NEEDED[draft.kind].filter((field) => draft[field].trim() === '');

/** The credential as it is sent. */
export const credentialOf = ({ kind, kubeconfig, context, server, caPem, token, certPem, keyPem }: CredentialDraft): ClusterCredential => {
  switch (kind) {
    case 'kubeconfig': return { kind, kubeconfig, ...(context === '' ? {} : { context }) };
    case 'token': return { kind, server: server.trim(), caPem, token: token.trim() };
    case 'certificate': return { kind, server: server.trim(), caPem, certPem, keyPem };
  }
};

/** A first name for the cluster: the context, or the host of the address, in the letters that a name may have. */
export const suggestedName = (draft: CredentialDraft, contexts: readonly string[]): string => {
  const host = URL.canParse(draft.server) ? new URL(draft.server).hostname : '';
  const source = draft.kind === 'kubeconfig' ? (draft.context === '' ? (contexts.length === 1 ? contexts[0] ?? '' : '') : draft.context) : host;
  // kubeadm calls its context kubernetes-admin@prod-eu; what tells clusters apart stands after the sign.
  return (source.split('@').at(-1) ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 63).replace(/-+$/, '');
};
