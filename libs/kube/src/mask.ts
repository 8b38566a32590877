import { toBase64 } from './base64.js';
import type { Change } from './diff.js';
import { fieldPath } from './field-path.js';
import { groupOf, type KubeObject } from './kube-object.js';
import { isRecord, setOwn, stringAt } from './reading.js';

/** A keyed hash in hexadecimal: equal values stay recognisable as equal, and nobody without the key can guess them. */
export type Digest = (text: string) => string;

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const DATA_PATHS = ['data', 'stringData'];
const ANNOTATIONS_PATH = 'metadata.annotations';
const LAST_APPLIED_PATH = fieldPath(ANNOTATIONS_PATH, LAST_APPLIED);

/** The object without secret values; other kinds come back as they are. Items of a list are masked too. */
export function maskSecrets(object: KubeObject, digest: Digest): KubeObject;
export function maskSecrets(object: unknown, digest: Digest): unknown;
export function maskSecrets(object: unknown, digest: Digest): unknown {
  if (!isRecord(object)) return object;
  if (isSecret(object)) return maskSecret(object, digest);
  const items = object['items'];
  const kind = object['kind'];
  if (!Array.isArray(items) || typeof kind !== 'string' || !kind.endsWith('List')) return object;
  const isSecretList = isSecret({ ...object, kind: kind.slice(0, -'List'.length) });
  return { ...object, items: items.map((item) => (isSecretList && isRecord(item) ? maskSecret(item, digest) : maskSecrets(item, digest))) };
}

/** Changes of a Secret, with the values in them masked the same way, so that equal stays equal. */
export function maskChanges(changes: readonly Change[], object: { apiVersion: string; kind: string }, digest: Digest): Change[] {
  if (!isSecret(object)) return [...changes];
  return changes.map((change) => {
    const masked = { ...change };
    if ('before' in change) masked.before = maskAt(change.path, change.before, digest);
    if ('after' in change) masked.after = maskAt(change.path, change.after, digest);
    return masked;
  });
}

function isSecret(object: object): boolean {
  return stringAt(object, 'kind') === 'Secret' && groupOf({ apiVersion: stringAt(object, 'apiVersion') ?? 'v1' }) === '';
}

function maskSecret(secret: Record<string, unknown>, digest: Digest): Record<string, unknown> {
  const masked = { ...secret };
  for (const field of DATA_PATHS) {
    if (Object.hasOwn(secret, field)) masked[field] = maskAt(field, secret[field], digest);
  }
  const metadata = secret['metadata'];
  if (isRecord(metadata) && isRecord(metadata['annotations'])) {
    masked['metadata'] = { ...metadata, annotations: maskAnnotations(metadata['annotations'], digest) };
  }
  return masked;
}

function maskAt(path: string, value: unknown, digest: Digest): unknown {
  if (path === '') return maskSecrets(value, digest);
  if (path === LAST_APPLIED_PATH) return maskValue(value, digest, false);
  if (path === ANNOTATIONS_PATH) return isRecord(value) ? maskAnnotations(value, digest) : value;
  const field = DATA_PATHS.find((name) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`));
  return field === undefined ? value : maskValue(value, digest, field === 'data');
}

/** `stringData` is hashed in the form `data` would have, or the same password would look changed once it is stored. */
function maskValue(value: unknown, digest: Digest, isEncoded: boolean): unknown {
  if (value === null || value === undefined) return value;
  if (isRecord(value)) return mapValues(value, (inner) => maskValue(inner, digest, isEncoded));
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `***${digest(isEncoded ? text : toBase64(text)).slice(0, 8)}`;
}

function maskAnnotations(annotations: Record<string, unknown>, digest: Digest): Record<string, unknown> {
  return mapValues(annotations, (value, key) => (key === LAST_APPLIED ? maskValue(value, digest, false) : value));
}

function mapValues(record: Record<string, unknown>, change: (value: unknown, key: string) => unknown): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record)) setOwn(changed, key, change(value, key));
  return changed;
}
