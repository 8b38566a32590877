import { fieldPath, itemPath } from './field-path.js';
import type { KubeObject } from './kube-object.js';
import { itemLabels } from './list-keys.js';
import { isRecord } from './reading.js';
import { stripServerFields } from './server-fields.js';

export interface Change {
  path: string;
  kind: 'added' | 'removed' | 'changed';
  before?: unknown;
  after?: unknown;
}

type Items = readonly unknown[];

/** The only list of named items whose order means something: they run one after another. */
const ORDERED = /(?:^|\.)initContainers$/;

/** What differs in intent; what only the server writes is no difference. Items with a name are matched by it, not by position. */
export function diffObjects(before: KubeObject | undefined, after: KubeObject | undefined): Change[] {
  return diffValues(before && stripServerFields(before), after && stripServerFields(after));
}

/** Null and absent are the same, as they are to the API server. */
export function diffValues(before: unknown, after: unknown, path = ''): Change[] {
  if (isAbsent(before)) return isAbsent(after) ? [] : [{ path, kind: 'added', after }];
  if (isAbsent(after)) return [{ path, kind: 'removed', before }];
  if (isRecord(before) && isRecord(after)) return diffRecords(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path);
  return Object.is(before, after) ? [] : [{ path, kind: 'changed', before, after }];
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

export function sameValue(before: unknown, after: unknown): boolean {
  return diffValues(before, after).length === 0;
}

function diffRecords(before: Record<string, unknown>, after: Record<string, unknown>, path: string): Change[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => diffValues(own(before, key), own(after, key), fieldPath(path, key)));
}

function own(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function diffLists(before: Items, after: Items, path: string): Change[] {
  if (before.length === 0 && after.length === 0) return [];
  const labels = itemLabels(before, after);
  if (labels) return diffLabelled(before, after, labels, path);
  const isNested = [...before, ...after].every((item) => typeof item === 'object' && item !== null);
  return isNested ? diffByPosition(before, after, path) : diffPlain(before, after, path);
}

/** A list of words is one value to people: a word put in front must not read as every word changed. */
function diffPlain(before: Items, after: Items, path: string): Change[] {
  const isSame = before.length === after.length && before.every((item, index) => sameValue(item, after[index]));
  return isSame ? [] : [{ path, kind: 'changed', before, after }];
}

function diffLabelled(before: Items, after: Items, labels: string[][], path: string): Change[] {
  const [was = [], is = []] = labels;
  const beforeByLabel = new Map(was.map((label, index) => [label, before[index]]));
  const afterByLabel = new Map(is.map((label, index) => [label, after[index]]));
  const all = new Set([...was, ...is]);
  const changes = [...all].flatMap((label) => diffValues(beforeByLabel.get(label), afterByLabel.get(label), itemPath(path, label)));
  return [...changes, ...orderChange(was.filter((label) => afterByLabel.has(label)), is.filter((label) => beforeByLabel.has(label)), path)];
}

function orderChange(before: string[], after: string[], path: string): Change[] {
  if (!ORDERED.test(path) || before.every((label, index) => label === after[index])) return [];
  return [{ path, kind: 'changed', before, after }];
}

/** Equal items at both ends are set aside first, so that one inserted rule reads as one addition. */
function diffByPosition(before: Items, after: Items, path: string): Change[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && sameValue(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && sameValue(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const longest = Math.max(before.length, after.length) - tail;
  const changes: Change[] = [];
  for (let index = head; index < longest; index += 1) {
    const was = index < before.length - tail ? before[index] : undefined;
    const is = index < after.length - tail ? after[index] : undefined;
    changes.push(...diffValues(was, is, itemPath(path, index)));
  }
  return changes;
}
