import { isDeepStrictEqual } from 'node:util';
import type { Row } from './installation.ts';
import { expectedEffects, keyOf, objectsOf } from './revisions.ts';
import type { LiveObject, SeenEffect } from './witness.ts';

/** What was wrong after a release, in words. */
export interface Faults {
  readonly lost: string[];
  readonly double: string[];
  readonly wrong: string[];
}

export const noFaults = (): Faults => ({ lost: [], double: [], wrong: [] });

/** Every object must have had the effect that the step between the two revisions asks for, once, and no other. */
export const judgeEffects = (place: string, from: number | undefined, to: number, seen: readonly SeenEffect[], faults: Faults): void => {
  const expected = expectedEffects(from, to);
  for (const [key, effect] of expected) {
    if (!seen.some((one) => one.key === key && one.effect === effect)) faults.lost.push(`${place} ${key}: no ${effect}`);
  }
  const left = new Map(expected);
  for (const { key, effect } of seen) {
    if (left.get(key) === effect) left.delete(key);
    else faults.double.push(`${place} ${key}: one ${effect} too many`);
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether everything that was asked for is there; what the cluster adds does not matter. */
const holds = (wanted: unknown, live: unknown): boolean => {
  if (Array.isArray(wanted)) return Array.isArray(live) && wanted.length === live.length && wanted.every((item, index) => holds(item, live[index]));
  if (isRecord(wanted)) return isRecord(live) && Object.entries(wanted).every(([name, value]) => holds(value, live[name]));
  return isDeepStrictEqual(wanted, live);
};

const asStored = (wanted: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const { stringData, ...rest } = wanted;
  if (!isRecord(stringData)) return rest;
  return { ...rest, data: Object.fromEntries(Object.entries(stringData).map(([name, text]) => [name, Buffer.from(String(text)).toString('base64')])) };
};

/** The cluster must hold the objects of the revision and no others. Lists leave kind and version out of their items. */
export const judgeObjects = (place: string, revision: number, live: ReadonlyMap<string, LiveObject>, faults: Faults): void => {
  const wanted = new Map(objectsOf(revision).map((object) => [keyOf(object.kind, object.metadata.name), object]));
  for (const [key, object] of wanted) {
    const found = live.get(key);
    const { kind: _kind, apiVersion: _apiVersion, ...content } = object;
    if (found === undefined) faults.lost.push(`${place} ${key}: not there`);
    else if (!holds(asStored(content), found)) faults.wrong.push(`${place} ${key}: not as revision ${revision} has it`);
  }
  for (const key of live.keys()) if (!wanted.has(key)) faults.wrong.push(`${place} ${key}: still there`);
};

/** The inventory must name exactly the objects that are there, by their uid, at this revision. */
export const judgeInventory = (place: string, revision: number, live: ReadonlyMap<string, LiveObject>, rows: readonly Row[], faults: Faults): void => {
  const known = new Map(rows.map((row) => [keyOf(String(row['kind']), String(row['name'])), row]));
  for (const [key, { metadata }] of live) {
    const row = known.get(key);
    if (row === undefined) faults.wrong.push(`${place} ${key}: not in the inventory`);
    else if (row['uid'] !== metadata.uid || Number(row['revision']) !== revision) faults.wrong.push(`${place} ${key}: the inventory has uid ${String(row['uid'])}, revision ${String(row['revision'])}`);
  }
  for (const key of known.keys()) if (!live.has(key)) faults.wrong.push(`${place} ${key}: in the inventory, but not there`);
};
