import { groupVersion, type KubeObject, isKubeObject, refKey, refOf } from './kube-object.js';
import { MANIFEST_LIMITS, type ManifestLimits } from './manifest-limits.js';
import { type ManifestProblem, type ManifestProblemCode, UnreadableDocument } from './manifest-problem.js';
import { fieldPath, itemPath } from './field-path.js';
import { at, isRecord, listAt, stringAt } from './reading.js';
import { stripServerFields } from './server-fields.js';
import { TextLines, type YamlSlice, yamlDocuments } from './yaml-documents.js';
import { readYamlTree, type ReadingBudget } from './yaml-tree.js';
import { YamlValueReader } from './yaml-value.js';

export interface ManifestDocument {
  object: KubeObject;
  /** Which document of the text, from 1; objects of one list share it. */
  document: number;
  line: number;
}

export interface Manifests {
  documents: ManifestDocument[];
  problems: ManifestProblem[];
}

/** Reads YAML or JSON as kubectl would, without ever throwing; objects with a problem are left out. */
export function parseManifests(text: string, limits: Partial<ManifestLimits> = {}): Manifests {
  const all: ManifestLimits = { ...MANIFEST_LIMITS, ...limits };
  if (text.length > all.bytes || bytesOf(text) > all.bytes) {
    const message = `The text is larger than ${all.bytes} bytes: split it into several texts.`;
    return { documents: [], problems: [{ code: 'too-large', document: 1, line: 1, message }] };
  }
  return new ManifestReader(text, all).read();
}

class ManifestReader {
  private readonly documents: ManifestDocument[] = [];
  private readonly problems: ManifestProblem[] = [];
  private readonly lineOfObject = new Map<string, number>();
  private readonly lines: TextLines;
  private readonly budget: ReadingBudget;
  private offsets = new WeakMap<object, number>();
  private document = 0;
  private slice: YamlSlice = { text: '', offset: 0 };

  constructor(private readonly text: string, private readonly limits: ManifestLimits) {
    this.lines = new TextLines(text);
    this.budget = { tokens: limits.tokens, aliases: limits.aliases, aliasedValues: limits.aliasedValues };
  }

  read(): Manifests {
    const slices = this.slicesWithinLimit();
    for (const slice of slices) {
      if (this.problems.length >= this.limits.problems) break;
      this.document += 1;
      this.slice = slice;
      if (!this.readSlice()) break;
    }
    return { documents: this.documents, problems: this.problems };
  }

  private slicesWithinLimit(): YamlSlice[] {
    const slices: YamlSlice[] = [];
    for (const slice of yamlDocuments(this.text)) {
      slices.push(slice);
      if (slices.length <= this.limits.objects) continue;
      this.document = slices.length;
      this.slice = slice;
      this.report('too-many-objects', `The text has more than ${this.limits.objects} objects: split it into several texts.`, 0);
      return [];
    }
    return slices;
  }

  /** False when nothing after this document should be read. */
  private readSlice(): boolean {
    try {
      const source = this.slice.text.trimStart().startsWith('{') ? tabsAsSpaces(this.slice.text) : this.slice.text;
      const tree = readYamlTree(source, this.budget, this.limits);
      const reader = new YamlValueReader(this.budget, this.limits);
      this.offsets = reader.offsets;
      return tree === null || this.accept(reader.read(tree), '', 0);
    } catch (error) {
      return this.refuse(error);
    }
  }

  private refuse(error: unknown): boolean {
    const fault = error instanceof UnreadableDocument ? error : syntaxFault();
    this.report(fault.code, fault.message, fault.offset, fault.path);
    return fault.code !== 'too-many-tokens' && fault.code !== 'alias-limit';
  }

  private accept(value: unknown, path: string, offset: number): boolean {
    if (value === null) return true;
    if (!isRecord(value)) {
      this.report('not-an-object', 'A manifest must be a map with apiVersion, kind and metadata.', offset, path);
      return true;
    }
    if (isList(value)) return this.acceptItems(value, path);
    return this.acceptObject(value, path);
  }

  private acceptItems(list: Record<string, unknown>, path: string): boolean {
    const itemType = typeOfItems(list);
    return listAt(list, 'items').every((item, index) => {
      const offset = this.offsetOf(item, this.offsetOf(list, 0));
      const typed = isRecord(item) && itemType ? { ...itemType, ...item } : item;
      if (isRecord(typed)) this.offsets.set(typed, offset);
      return this.accept(typed, itemPath(fieldPath(path, 'items'), index), offset);
    });
  }

  private acceptObject(value: Record<string, unknown>, path: string): boolean {
    const offset = this.offsetOf(value, 0);
    const before = this.problems.length;
    this.checkShape(value, path, offset);
    if (this.problems.length >= this.limits.problems) return false;
    if (this.problems.length > before || !isKubeObject(value)) return true;
    return this.keep(stripServerFields(value), path, offset);
  }

  private checkShape(value: Record<string, unknown>, path: string, offset: number): void {
    for (const [key, code] of [['apiVersion', 'missing-api-version'], ['kind', 'missing-kind']] as const) {
      if (!stringAt(value, key)) this.report(code, `The field ${key} is missing or not text: add it.`, offset, fieldPath(path, key));
    }
    this.checkName(value, path, offset);
    this.checkText(value, path, offset);
  }

  private checkName(value: Record<string, unknown>, path: string, offset: number): void {
    const name = at(value, 'metadata', 'name');
    if (typeof name === 'string' && name !== '') return;
    const fix = nameFix(name, at(value, 'metadata', 'generateName') !== undefined);
    this.report('missing-name', fix, this.offsetOf(at(value, 'metadata'), offset), fieldPath(fieldPath(path, 'metadata'), 'name'));
  }

  private checkText(value: Record<string, unknown>, path: string, offset: number): void {
    const metadata = fieldPath(path, 'metadata');
    const wrong = (field: string, text: unknown): void => {
      this.report('not-text', `The field ${field} must be text, and ${JSON.stringify(text)} is not: put it in quotes.`, this.offsetOf(at(value, 'metadata'), offset), field);
    };
    const namespace = at(value, 'metadata', 'namespace');
    if (namespace !== undefined && namespace !== null && typeof namespace !== 'string') wrong(fieldPath(metadata, 'namespace'), namespace);
    for (const key of ['labels', 'annotations']) {
      const texts = at(value, 'metadata', key);
      if (!isRecord(texts)) continue;
      for (const [name, text] of Object.entries(texts)) {
        if (typeof text !== 'string' && text !== null) wrong(fieldPath(fieldPath(metadata, key), name), text);
      }
    }
  }

  private keep(object: KubeObject, path: string, offset: number): boolean {
    const key = refKey(refOf(object));
    const { line } = this.lines.positionOf(this.slice.offset + offset);
    const first = this.lineOfObject.get(key);
    if (first !== undefined) {
      this.report('duplicate-object', `${object.kind} ${object.metadata.name} is on line ${first} and again on line ${line}: remove one of them.`, offset, path);
      return true;
    }
    if (this.documents.length >= this.limits.objects) {
      this.report('too-many-objects', `The text has more than ${this.limits.objects} objects: split it into several texts.`, offset, path);
      return false;
    }
    this.lineOfObject.set(key, line);
    this.documents.push({ object, document: this.document, line });
    return true;
  }

  private offsetOf(value: unknown, otherwise: number): number {
    return typeof value === 'object' && value !== null ? (this.offsets.get(value) ?? otherwise) : otherwise;
  }

  private report(code: ManifestProblemCode, message: string, offset: number, path = ''): void {
    const place = this.lines.positionOf(this.slice.offset + Math.min(offset, this.slice.text.length));
    this.problems.push({ code, document: Math.max(1, this.document), ...place, message, ...(path === '' ? {} : { path }) });
  }
}

/** What the decoder itself throws is a fault of the text too: a stack that overflows, an escape it does not know. */
function syntaxFault(): UnreadableDocument {
  return new UnreadableDocument('yaml-syntax', 'The document cannot be read as YAML: check its structure.', 0);
}

/** JSON may be indented with tabs, which YAML refuses; inside JSON strings a raw tab cannot occur. */
function tabsAsSpaces(text: string): string {
  return text.includes('\t') && isJson(text) ? text.replaceAll('\t', ' ') : text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isList(value: Record<string, unknown>): boolean {
  return (stringAt(value, 'kind') ?? '').endsWith('List') && Array.isArray(at(value, 'items'));
}

/** Items of a ConfigMapList may leave their type out; items of a plain List may not. */
function typeOfItems(list: Record<string, unknown>): { apiVersion: string; kind: string } | undefined {
  const kind = (stringAt(list, 'kind') ?? '').slice(0, -'List'.length);
  const apiVersion = stringAt(list, 'apiVersion') ?? '';
  return kind === '' || groupVersion(apiVersion).version === '' ? undefined : { apiVersion, kind };
}

function nameFix(name: unknown, generated: boolean): string {
  if (name !== undefined && name !== null && name !== '') return `metadata.name is ${JSON.stringify(name)}, which is not text: put it in quotes.`;
  if (generated) return 'metadata.generateName gives a new name each time: a release needs a stable name, so write metadata.name instead.';
  return 'metadata.name is missing: add it.';
}

function bytesOf(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7ff && (code < 0xd800 || code > 0xdfff)) bytes += 2;
    else if (code > 0x7f) bytes += 1;
  }
  return bytes;
}
