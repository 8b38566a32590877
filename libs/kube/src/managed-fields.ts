import { fieldPath, itemPath } from './field-path.js';
import type { KubeObject, ManagedFieldsEntry } from './kube-object.js';
import { itemLabels } from './list-keys.js';
import { at, isRecord, listAt } from './reading.js';
import { sameValue } from './diff.js';

export interface FieldOwner {
  manager: string;
  operation: string;
  subresource: string;
  time: string;
}

const MAX_DEPTH = 100;

/** Every field the manager owns, as paths of diffObjects: `spec.template.spec.containers[web].image`. */
export function fieldsOwnedBy(object: KubeObject, manager: string, operation?: 'Apply' | 'Update'): Set<string> {
  const paths = new Set<string>();
  for (const entry of entriesOf(object)) {
    if (entry.manager === manager && (operation === undefined || entry.operation === operation)) addPaths(paths, entry, object);
  }
  return paths;
}

/** Who owns the field, something inside it, or the whole it is an inseparable part of. */
export function ownersOf(object: KubeObject, path: string): FieldOwner[] {
  return entriesOf(object)
    .filter((entry) => {
      const paths = new Set<string>();
      addPaths(paths, entry, object);
      return [...paths].some((owned) => isWithin(owned, path) || isWithin(path, owned));
    })
    .map(({ manager = '', operation = '', subresource = '', time = '' }) => ({ manager, operation, subresource, time }));
}

export function managersOf(object: KubeObject): string[] {
  return [...new Set(entriesOf(object).map((entry) => entry.manager ?? ''))];
}

function entriesOf(object: KubeObject): readonly ManagedFieldsEntry[] {
  return Array.isArray(object.metadata.managedFields) ? object.metadata.managedFields : [];
}

function isWithin(path: string, whole: string): boolean {
  if (!path.startsWith(whole)) return false;
  const next = path[whole.length];
  return next === undefined || next === '.' || next === '[';
}

function addPaths(paths: Set<string>, entry: ManagedFieldsEntry, object: KubeObject): void {
  if (isRecord(entry.fieldsV1)) walk(entry.fieldsV1, object, '', paths, 0);
}

function walk(fields: Record<string, unknown>, value: unknown, path: string, paths: Set<string>, depth: number): void {
  const inner = Object.entries(fields).filter(([key]) => key !== '.');
  if ((inner.length === 0 || depth > MAX_DEPTH) && path !== '') paths.add(path);
  if (depth > MAX_DEPTH) return;
  for (const [key, next] of inner) {
    const [nextPath, nextValue] = step(key, value, path);
    walk(isRecord(next) ? next : {}, nextValue, nextPath, paths, depth + 1);
  }
}

/** `f:` a field, `k:` an item by its keys, `v:` a member of a set, `i:` a position. */
function step(key: string, value: unknown, path: string): [string, unknown] {
  const rest = key.slice(2);
  switch (key.slice(0, 2)) {
    case 'f:': return [fieldPath(path, rest), at(value, rest)];
    case 'k:': return keyedItem(rest, value, path);
    case 'v:': return [itemPath(path, memberText(rest)), undefined];
    default: return [itemPath(path, rest), at(value, Number(rest))];
  }
}

/** The item itself tells which label a comparison shows: ports are keyed by number here and by name there. */
function keyedItem(json: string, value: unknown, path: string): [string, unknown] {
  const keys = readJson(json);
  const list = listAt({ value }, 'value');
  const index = list.findIndex((item) => isRecord(keys) && Object.entries(keys).every(([key, wanted]) => sameValue(at(item, key), wanted)));
  const label = itemLabels(list)?.[0]?.[index] ?? (isRecord(keys) ? Object.values(keys).join('/') : json);
  return [itemPath(path, label), list[index]];
}

function memberText(json: string): string {
  const value = readJson(json);
  return typeof value === 'string' ? value : json;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
