import { isAlias, isMap, isPair, isScalar, isSeq, type Alias, type Node, type Pair, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { fieldPath, itemPath } from './field-path.js';
import type { ManifestLimits } from './manifest-limits.js';
import { UnreadableDocument } from './manifest-problem.js';
import { isRecord, setOwn } from './reading.js';
import type { ReadingBudget } from './yaml-tree.js';
import { type PlainScalar, readPlainScalar } from './yaml-scalar.js';

/** Written out as a path only when a fault needs one: aliases visit thousands of places. */
interface Place {
  parent?: Place;
  key?: string | number;
  depth: number;
}

const CORE_TAG = 'tag:yaml.org,2002:';
const COLLECTION_TAGS = [undefined, '!', `${CORE_TAG}map`, `${CORE_TAG}seq`];

/** Turns a syntax tree into the JSON that kubectl would send, and remembers where each map and list began. */
export class YamlValueReader {
  readonly offsets = new WeakMap<object, number>();
  private readonly anchors = new Map<string, Node>();
  private readonly open = new Set<Node>();
  private aliasDepth = 0;

  constructor(
    private readonly budget: ReadingBudget,
    private readonly limits: ManifestLimits,
  ) {}

  read(node: ParsedNode): unknown {
    return this.valueOf(node, { depth: 0 });
  }

  private valueOf(node: unknown, place: Place): unknown {
    if (this.aliasDepth > 0) this.spendAliasedValue(node, place);
    if (isAlias(node)) return this.aliased(node, place);
    if (isScalar(node)) {
      this.remember(node);
      return scalarValue(node, place);
    }
    if (!isMap(node) && !isSeq(node)) return null;
    this.remember(node);
    return this.collection(node, place);
  }

  private collection(node: YAMLMap | YAMLSeq, place: Place): unknown {
    const offset = offsetOf(node);
    if (place.depth >= this.limits.depth) {
      throw new UnreadableDocument('too-deep', `The document is nested deeper than ${this.limits.depth} levels: flatten it.`, offset, pathOf(place));
    }
    if (!COLLECTION_TAGS.includes(node.tag)) throw unsupportedTag(node.tag ?? '', offset, pathOf(place));
    this.open.add(node);
    const value = isMap(node) ? this.mapValue(node, place) : this.listValue(node, place);
    this.open.delete(node);
    this.offsets.set(value, offset);
    return value;
  }

  private listValue(node: YAMLSeq, place: Place): unknown[] {
    return node.items.map((item, index) => {
      if (isPair(item)) throw new UnreadableDocument('yaml-syntax', 'A list item cannot be a bare pair: put it in braces.', offsetOf(node), pathOf(place));
      return this.valueOf(item, { parent: place, key: index, depth: place.depth + 1 });
    });
  }

  private mapValue(node: YAMLMap, place: Place): Record<string, unknown> {
    const own: Record<string, unknown> = {};
    const merged: unknown[] = [];
    for (const pair of node.items) {
      if (isMergeKey(pair)) merged.push(this.valueOf(pair.value, place));
      else this.addPair(own, pair, place, offsetOf(node));
    }
    for (const source of merged.flat()) addMerged(own, source, offsetOf(node), place);
    return own;
  }

  private addPair(own: Record<string, unknown>, pair: Pair, place: Place, mapOffset: number): void {
    const offset = pair.key === null ? mapOffset : offsetOf(pair.key, mapOffset);
    const key = this.keyOf(pair.key, offset, place);
    const inner: Place = { parent: place, key, depth: place.depth + 1 };
    if (Object.hasOwn(own, key)) throw new UnreadableDocument('duplicate-key', `The key ${key} is written twice: keep one of them.`, offset, pathOf(inner));
    setOwn(own, key, this.valueOf(pair.value, inner));
  }

  private keyOf(node: unknown, offset: number, place: Place): string {
    const value = isScalar(node) || isAlias(node) ? this.valueOf(node, place) : undefined;
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw new UnreadableDocument('invalid-key', 'A key must be text: put it in quotes.', offset, pathOf(place));
  }

  /** An alias stands for the last anchor of that name before it, as in kubectl; one that contains itself has no end. */
  private aliased(alias: Alias, place: Place): unknown {
    const target = this.anchors.get(alias.source);
    if (!target) throw new UnreadableDocument('yaml-syntax', `No anchor &${alias.source} comes before the alias *${alias.source}: define it first.`, offsetOf(alias), pathOf(place));
    if (this.open.has(target)) throw new UnreadableDocument('alias-limit', `The anchor &${alias.source} contains itself: write the value out.`, offsetOf(alias), pathOf(place));
    this.aliasDepth += 1;
    const value = this.valueOf(target, place);
    this.aliasDepth -= 1;
    return value;
  }

  private spendAliasedValue(node: unknown, place: Place): void {
    this.budget.aliasedValues -= 1;
    if (this.budget.aliasedValues >= 0) return;
    throw new UnreadableDocument('alias-limit', 'The aliases (*name) stand for too many values: write the values out.', offsetOf(node), pathOf(place));
  }

  private remember(node: Scalar | YAMLMap | YAMLSeq): void {
    if (node.anchor !== undefined && this.aliasDepth === 0) this.anchors.set(node.anchor, node);
  }
}

function pathOf(place: Place): string {
  if (place.parent === undefined || place.key === undefined) return '';
  const parent = pathOf(place.parent);
  return typeof place.key === 'number' ? itemPath(parent, place.key) : fieldPath(parent, place.key);
}

function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.type === 'PLAIN' && pair.key.value === '<<';
}

function addMerged(own: Record<string, unknown>, source: unknown, offset: number, place: Place): void {
  if (!isRecord(source)) throw new UnreadableDocument('yaml-syntax', 'Only a map or a list of maps can be merged with <<.', offset, pathOf(place));
  for (const [key, value] of Object.entries(source)) {
    if (!Object.hasOwn(own, key)) setOwn(own, key, value);
  }
}

function scalarValue(node: Scalar, place: Place): string | number | boolean | null {
  const text = typeof node.value === 'string' ? node.value : '';
  const value = taggedValue(text, node, place);
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))) {
    throw new UnreadableDocument('unsafe-number', `The number ${text.slice(0, 40)} cannot be sent as JSON: put it in quotes.`, offsetOf(node), pathOf(place));
  }
  return value;
}

function taggedValue(text: string, node: Scalar, place: Place): PlainScalar {
  if (node.tag === undefined) return node.type === 'PLAIN' ? readPlainScalar(text) : text;
  if (node.tag === '!' || node.tag === `${CORE_TAG}str`) return text;
  const value = readPlainScalar(text);
  if (typesOfTag(node.tag).includes(value === null ? 'null' : typeof value)) return value;
  throw unsupportedTag(node.tag, offsetOf(node), pathOf(place));
}

function typesOfTag(tag: string): readonly string[] {
  switch (tag) {
    case `${CORE_TAG}int`: return ['number', 'bigint'];
    case `${CORE_TAG}float`: return ['number', 'bigint'];
    case `${CORE_TAG}bool`: return ['boolean'];
    case `${CORE_TAG}null`: return ['null'];
    case `${CORE_TAG}timestamp`: return ['string'];
    default: return [];
  }
}

function unsupportedTag(tag: string, offset: number, path: string): UnreadableDocument {
  return new UnreadableDocument('unsupported-tag', `The tag ${tag} does not fit the value: remove it.`, offset, path);
}

function offsetOf(node: unknown, otherwise = 0): number {
  const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : undefined;
  return range?.[0] ?? otherwise;
}
