import { type FieldFault } from '../kernel/domain-error.js';
import { type Fields, isFields } from './kubeconfig-document.js';

/** Collects every fault, so that the person can mend all of them at once. */
export class FaultList {
  readonly faults: FieldFault[] = [];

  add(path: string, message: string): void {
    this.faults.push({ path, message });
  }
}

const tokenHint = 'Use a ServiceAccount token instead: kubectl create token <account> -n <namespace> --duration=8760h.';
const inlineHint = 'Put the content into the file: kubectl config view --minify --flatten --raw.';
const actingHint = 'Acting as somebody else is a mode of the cluster: register it in impersonate mode.';

/** Refused, not ignored: whoever imports must know that the file asked for it. */
const refusedUserFields = new Map([
  ['exec', `Commands are never run. ${tokenHint}`],
  ['auth-provider', `Authentication plug-ins are never run. ${tokenHint}`],
  ['token-file', `Files of the server are never read. ${inlineHint}`],
  ['tokenFile', `Files of the server are never read. ${inlineHint}`],
  ['client-certificate', `Files of the server are never read. ${inlineHint}`],
  ['client-key', `Files of the server are never read. ${inlineHint}`],
  ['username', `Passwords are not supported by Kubernetes any more. ${tokenHint}`],
  ['password', `Passwords are not supported by Kubernetes any more. ${tokenHint}`],
  ['as', actingHint],
  ['as-uid', actingHint],
  ['as-groups', actingHint],
  ['as-user-extra', actingHint],
]);
const refusedClusterFields = new Map([['certificate-authority', `Files of the server are never read. ${inlineHint}`]]);

const rootFields = new Set(['apiVersion', 'kind', 'preferences', 'clusters', 'users', 'contexts', 'current-context', 'extensions']);
const clusterFields = new Set(['server', 'certificate-authority-data', 'tls-server-name', 'proxy-url', 'disable-compression', 'insecure-skip-tls-verify']);
const userFields = new Set(['token', 'client-certificate-data', 'client-key-data']);
const contextFields = new Set(['cluster', 'user', 'namespace', 'extensions']);

const checkFields = (fields: Fields, path: string, allowed: ReadonlySet<string>, refused: ReadonlyMap<string, string>, list: FaultList): void => {
  for (const [key, value] of fields) {
    const shown = `${path}${path === '' ? '' : '.'}${key.slice(0, 64)}`;
    const hint = refused.get(key);
    if (hint !== undefined) list.add(shown, hint);
    else if (!allowed.has(key)) list.add(shown, 'This field is not supported. Remove it.');
    else if (value === null && path !== '') list.add(shown, 'The field is empty. Give it a value or remove it.');
  }
};

const none = new Map<string, string>();
export const checkRoot = (fields: Fields, list: FaultList): void => checkFields(fields, '', rootFields, none, list);
export const checkCluster = (fields: Fields, path: string, list: FaultList): void => checkFields(fields, path, clusterFields, refusedClusterFields, list);
export const checkUser = (fields: Fields, path: string, list: FaultList): void => checkFields(fields, path, userFields, refusedUserFields, list);
export const checkContext = (fields: Fields, path: string, list: FaultList): void => checkFields(fields, path, contextFields, none, list);

export interface Named {
  readonly path: string;
  readonly fields: Fields;
}

const entriesMax = 1000;

/** `clusters`, `users` or `contexts` by name; each entry is `{name, <body>}`. */
export const readNamed = (root: Fields, section: string, body: string, list: FaultList): ReadonlyMap<string, Named> => {
  const found = new Map<string, Named>();
  const entries = root.get(section) ?? [];
  if (!Array.isArray(entries) || entries.length > entriesMax) {
    list.add(section, `This must be a list of at most ${String(entriesMax)} entries.`);
    return found;
  }
  entries.forEach((entry: unknown, at) => {
    const path = `${section}.${String(at)}`;
    const name: unknown = isFields(entry) ? entry.get('name') : undefined;
    const fields: unknown = isFields(entry) ? (entry.get(body) ?? new Map()) : undefined;
    if (typeof name !== 'string' || name === '' || !isFields(fields)) list.add(path, `An entry needs a name and "${body}".`);
    else if (found.has(name)) list.add(`${path}.name`, 'Two entries have this name. Remove one of them.');
    else found.set(name, { path: `${path}.${body}`, fields });
  });
  return found;
};

const textMax = 256 * 1024;

/** A text field; anything but text is a fault, absence is not. */
export const textOf = (named: Named, key: string, list: FaultList): string | undefined => {
  const value = named.fields.get(key);
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value !== '' && value.length <= textMax) return value;
  list.add(`${named.path}.${key}`, 'This must be text and not empty.');
  return undefined;
};

const base64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

export const decodedOf = (named: Named, key: string, list: FaultList): string | undefined => {
  const value = textOf(named, key, list);
  if (value === undefined) return undefined;
  if (base64.test(value)) return Buffer.from(value, 'base64').toString('utf8');
  list.add(`${named.path}.${key}`, 'This must be base64 text.');
  return undefined;
};
