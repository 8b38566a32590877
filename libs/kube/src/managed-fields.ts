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
  const entries = object.metadata.managedFields;
  return Array.isArray(entries) ? entries.filter(isRecord) : [];
}

function isWithin(path: string, whole: string): boolean {
  if (!path.startsWith(whole)) return false;
  const next = path[whole.length];
  return next === undefined || next === '.' || next === '[';
}

function addPaths(paths: Set<string>, entry: ManagedFieldsEntry, object: KubeObject): void {
  if (isRecord(entry.fieldsV1)) walk(entry.fieldsV1, { value: object, path: '', depth: 0 }, paths);
}

interface Place {
  value: unknown;
  path: string;
  depth: number;
}

function walk(fields: Record<string, unknown>, place: Place, paths: Set<string>): void {
  const inner = Object.entries(fields).filter(([key]) => key !== '.');
  const isTooDeep = place.depth > MAX_DEPTH;
  if ((inner.length === 0 || isTooDeep) && place.path !== '') paths.add(place.path);
  if (isTooDeep) return;
  for (const [key, next] of inner) {
    const [path, value] = step(key, place.value, place.path);
    walk(isRecord(next) ? next : {}, { value, path, depth: place.depth + 1 }, paths);
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
