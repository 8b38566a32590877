import { type FieldFault } from '../kernel/domain-error.js';
import { type CertificateFacts } from './certificate-facts.js';
import { type ClusterAuthFields } from './cluster-target.js';
import { type CredentialReading, type KubeconfigWarning, readAuthority, readCredential } from './kubeconfig-credentials.js';
import { type Fields, parseKubeconfigText, refuseKubeconfig } from './kubeconfig-document.js';
import { checkCluster, checkContext, checkRoot, checkUser, decodedOf, FaultList, type Named, readNamed, textOf } from './kubeconfig-fields.js';

export interface KubeconfigContext {
  readonly name: string;
  readonly cluster: string;
  readonly user: string;
  readonly namespace?: string | undefined;
  readonly isCurrent: boolean;
}

export interface ChosenContext {
  readonly context: string;
  readonly server: string;
  readonly caPem: string | undefined;
  readonly tlsServerName: string | undefined;
  readonly insecureSkipTlsVerify: boolean;
  readonly proxyUrl: string | undefined;
  readonly defaultNamespace: string | undefined;
  readonly auth: ClusterAuthFields;
}

export interface KubeconfigReading {
  readonly contexts: readonly KubeconfigContext[];
  readonly chosen: ChosenContext;
  readonly certificates: { readonly authority: readonly CertificateFacts[]; readonly client: CertificateFacts | undefined };
  readonly warnings: readonly KubeconfigWarning[];
}

export interface KubeconfigOptions {
  /** An administrator decided that this cluster's certificate is not checked. */
  readonly allowInsecure?: boolean;
  /** An administrator decided that a public authority is trusted for this cluster. */
  readonly allowPublicAuthority?: boolean;
  readonly now?: Date;
}

interface Sections {
  readonly clusters: ReadonlyMap<string, Named>;
  readonly users: ReadonlyMap<string, Named>;
  readonly contexts: ReadonlyMap<string, Named>;
}

const contextList = (sections: Sections, current: unknown, list: FaultList): KubeconfigContext[] =>
  [...sections.contexts].map(([name, named]) => ({
    name,
    cluster: textOf(named, 'cluster', list) ?? '',
    user: textOf(named, 'user', list) ?? '',
    namespace: textOf(named, 'namespace', list),
    isCurrent: name === current,
  }));

const choose = (contexts: readonly KubeconfigContext[], wanted: string | undefined): KubeconfigContext | FieldFault => {
  const names = contexts.map(({ name }) => name).slice(0, 20).join(', ');
  if (wanted !== undefined) return contexts.find(({ name }) => name === wanted) ?? { path: 'context', message: `There is no context of this name. The file has: ${names}.` };
  const current = contexts.find(({ isCurrent }) => isCurrent);
  const [only, second] = contexts;
  if (current !== undefined) return current;
  if (only !== undefined && second === undefined) return only;
  return { path: 'context', message: only === undefined ? 'The file has no context.' : `Choose one context: ${names}.` };
};

const checkServer = (cluster: Named, server: string, list: FaultList): void => {
  const path = `${cluster.path}.server`;
  const url = URL.canParse(server) && server.length <= 4096 ? new URL(server) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) list.add(path, 'This must be an address such as https://203.0.113.10:6443.');
  else if (url.protocol !== 'https:') list.add(path, 'The address must begin with https: the credential would travel in the clear.');
  else if (url.username !== '' || url.password !== '') list.add(path, 'The address must not carry a user or a password.');
  // `?` and `#` alone leave search and hash empty.
  else if (/[?#]/.test(server)) list.add(path, 'The address must not carry a query or a fragment.');
  else if (/%|\/\.{1,2}(\/|$)|\\/.test(server)) list.add(path, 'The path of the address must be plain.');
};

const readProxy = (cluster: Named, list: FaultList, warnings: KubeconfigWarning[]): string | undefined => {
  const proxy = textOf(cluster, 'proxy-url', list);
  if (proxy === undefined) return undefined;
  const path = `${cluster.path}.proxy-url`;
  const isUsable = URL.canParse(proxy) && ['http:', 'https:', 'socks5:'].includes(new URL(proxy).protocol);
  if (!isUsable) list.add(path, 'This must be an http, https or socks5 address.');
  warnings.push({ code: 'proxy', path, message: 'All traffic to the cluster goes through this proxy.' });
  return proxy;
};

const readSkip = (cluster: Named, options: KubeconfigOptions, list: FaultList, warnings: KubeconfigWarning[]): boolean => {
  const value = cluster.fields.get('insecure-skip-tls-verify');
  const path = `${cluster.path}.insecure-skip-tls-verify`;
  if (value === undefined || value === false) return false;
  if (value !== true) list.add(path, 'This must be true or false.');
  else if (options.allowInsecure !== true) list.add(path, 'The certificate of the cluster must be checked. Give "certificate-authority-data", or let an administrator switch the check off for this cluster.');
  warnings.push({ code: 'verification-off', path, message: 'Anybody on the way can read and change the traffic.' });
  return true;
};

const tlsName = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

const readTlsName = (cluster: Named, list: FaultList): string | undefined => {
  const name = textOf(cluster, 'tls-server-name', list);
  if (name !== undefined && !tlsName.test(name)) list.add(`${cluster.path}.tls-server-name`, 'This must be a host name.');
  return name;
};

type ChosenCluster = Omit<ChosenContext, 'context' | 'auth' | 'defaultNamespace'> & { readonly authority: readonly CertificateFacts[] };

const readCluster = (cluster: Named, options: KubeconfigOptions, now: Date, list: FaultList, warnings: KubeconfigWarning[]): ChosenCluster => {
  checkCluster(cluster.fields, cluster.path, list);
  const server = textOf(cluster, 'server', list) ?? '';
  checkServer(cluster, server, list);
  const insecureSkipTlsVerify = readSkip(cluster, options, list, warnings);
  const caPem = decodedOf(cluster, 'certificate-authority-data', list);
  const mayLack = insecureSkipTlsVerify || options.allowPublicAuthority === true || cluster.fields.has('certificate-authority');
  if (caPem === undefined && !mayLack) list.add(`${cluster.path}.certificate-authority-data`, 'The certificate authority is missing. Export it with: kubectl config view --minify --flatten --raw.');
  const authority = caPem === undefined ? [] : readAuthority(cluster, caPem, now, list, warnings);
  return { server, caPem, tlsServerName: readTlsName(cluster, list), insecureSkipTlsVerify, proxyUrl: readProxy(cluster, list, warnings), authority };
};

const readSections = (root: Fields, list: FaultList): Sections => ({
  clusters: readNamed(root, 'clusters', 'cluster', list),
  users: readNamed(root, 'users', 'user', list),
  contexts: readNamed(root, 'contexts', 'context', list),
});

interface Picked {
  readonly context: KubeconfigContext;
  readonly cluster: Named;
  readonly user: Named;
}

/** The one context, with its cluster and user; only their fields are judged, other entries may be what they like. */
const pick = (sections: Sections, contexts: readonly KubeconfigContext[], wanted: string | undefined, list: FaultList): Picked => {
  const context = choose(contexts, wanted);
  if ('path' in context) throw refuseKubeconfig([...list.faults, context]);
  const named = sections.contexts.get(context.name);
  if (named !== undefined) checkContext(named.fields, named.path, list);
  const cluster = sections.clusters.get(context.cluster);
  const user = sections.users.get(context.user);
  if (cluster === undefined) list.add('contexts', 'The chosen context names a cluster that the file does not have.');
  if (user === undefined) list.add('contexts', 'The chosen context names a user that the file does not have.');
  if (cluster === undefined || user === undefined) throw refuseKubeconfig(list.faults);
  return { context, cluster, user };
};

const readUser = (user: Named, now: Date, list: FaultList, warnings: KubeconfigWarning[]): CredentialReading => {
  const before = list.faults.length;
  checkUser(user.fields, user.path, list);
  // Whoever brings a command or a file name is told about that, not about the token that is missing.
  return list.faults.length > before ? { auth: undefined, certificate: undefined } : readCredential(user, now, list, warnings);
};

/**
 * Reads one context of a kubeconfig into our own record; nothing in the file is run, opened or resolved. Only fields on
 * the allow list are taken; every other one is refused by name, with what to do instead (`KubeconfigRefused`).
 */
export const readKubeconfig = (text: string, context?: string, options: KubeconfigOptions = {}): KubeconfigReading => {
  const now = options.now ?? new Date();
  const list = new FaultList();
  const warnings: KubeconfigWarning[] = [];
  const root = parseKubeconfigText(text);
  checkRoot(root, list);
  const sections = readSections(root, list);
  const contexts = contextList(sections, root.get('current-context'), list);
  const picked = pick(sections, contexts, context, list);
  const { authority, ...cluster } = readCluster(picked.cluster, options, now, list, warnings);
  const { auth, certificate } = readUser(picked.user, now, list, warnings);
  if (auth === undefined || list.faults.length > 0) throw refuseKubeconfig(list.faults);
  const chosen = { ...cluster, context: picked.context.name, auth, defaultNamespace: picked.context.namespace };
  return { contexts, chosen, certificates: { authority, client: certificate }, warnings };
};
