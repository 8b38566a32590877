import type { ClusterCredential, ProbeReport } from '@hyperkuber/contracts';
import { KubeconfigRefused } from '../../kubernetes/errors.js';
import { parseKubeconfigText } from '../../kubernetes/kubeconfig-document.js';
import { FaultList, readNamed } from '../../kubernetes/kubeconfig-fields.js';
import { readKubeconfig, type KubeconfigReading } from '../../kubernetes/kubeconfig.js';
import type { EgressGuard } from '../../kubernetes/egress-guard.js';
import type { CredentialRecord } from './credential-record.js';

/** A credential as somebody gave it, cleaned: nothing of it was run, opened or resolved. */
export interface ReadCredential {
  readonly record: CredentialRecord;
  readonly contexts: readonly string[];
  readonly warnings: ProbeReport['warnings'];
}

type Fields = Exclude<ClusterCredential, { kind: 'kubeconfig' }>;

/** The one sanitiser reads everything: fields given one by one are written as the kubeconfig that they would stand in. */
const asKubeconfig = (fields: Fields): string => JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'c', cluster: { server: fields.server, 'certificate-authority-data': base64(fields.caPem) } }],
  users: [{
    name: 'u',
    user: fields.kind === 'token'
      ? { token: fields.token }
      : { 'client-certificate-data': base64(fields.certPem), 'client-key-data': base64(fields.keyPem) },
  }],
  contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
  'current-context': 'x',
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Where the sanitiser finds a fault, in the words of the fields that the person filled in. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'clusters.0.cluster.server': 'credential.server',
  'clusters.0.cluster.certificate-authority-data': 'credential.caPem',
  'users.0.user.token': 'credential.token',
  'users.0.user.client-certificate-data': 'credential.certPem',
  'users.0.user.client-key-data': 'credential.keyPem',
};

const readFields = (fields: Fields, now: Date): KubeconfigReading => {
  try {
    return readKubeconfig(asKubeconfig(fields), 'x', { now });
  } catch (error) {
    if (!(error instanceof KubeconfigRefused)) throw error;
    const errors = (error.facts.errors ?? []).map(({ path, message }) => ({ path: FIELD_OF[path] ?? 'credential', message }));
    throw new KubeconfigRefused(errors[0]?.message ?? 'The credential cannot be used as it is.', { errors });
  }
};

const MOST_CONTEXTS = 100;

const contextNamesIn = (kubeconfig: string): string[] => {
  try {
    return [...readNamed(parseKubeconfigText(kubeconfig), 'contexts', 'context', new FaultList()).keys()].slice(0, MOST_CONTEXTS);
  } catch (error) {
    if (error instanceof KubeconfigRefused) return [];
    throw error;
  }
};

/** A refusal names the contexts of the file: the current one may run a command where another one would do. */
const readFile = (kubeconfig: string, context: string | undefined, now: Date): KubeconfigReading => {
  try {
    return readKubeconfig(kubeconfig, context, { now });
  } catch (error) {
    if (!(error instanceof KubeconfigRefused)) throw error;
    throw new KubeconfigRefused(error.detail, { ...error.facts, contexts: contextNamesIn(kubeconfig) });
  }
};

/** Reads a credential and checks its addresses. @throws KubeconfigRefused, EgressRefused */
export const readCredential = (credential: ClusterCredential, guard: EgressGuard, now: Date): ReadCredential => {
  const isFile = credential.kind === 'kubeconfig';
  const reading = isFile ? readFile(credential.kubeconfig, credential.context, now) : readFields(credential, now);
  const { server, caPem, tlsServerName, insecureSkipTlsVerify, proxyUrl, auth } = reading.chosen;
  guard.checkUrl(server, 'credential.server');
  if (proxyUrl !== undefined) guard.checkProxyUrl(proxyUrl, 'credential.proxyUrl');
  return {
    record: { server, caPem, tlsServerName, skipTlsVerify: insecureSkipTlsVerify, proxyUrl, auth },
    contexts: isFile ? reading.contexts.map(({ name }) => name) : [],
    warnings: reading.warnings.map(({ code, message }) => ({ code, detail: message })),
  };
};
