import { type Document, isAlias, isCollection, isMap, isNode, isScalar, type Node, parseAllDocuments, visit, type YAMLMap } from 'yaml';
import { type FieldFault } from '../kernel/domain-error.js';
import { KubeconfigRefused } from './errors.js';

export type Fields = ReadonlyMap<string, unknown>;

const bytesMax = 512 * 1024;
const depthMax = 20;
const partsMax = 12_000;

export const refuseKubeconfig = (faults: readonly FieldFault[]): KubeconfigRefused =>
  new KubeconfigRefused('The kubeconfig cannot be used as it is; every fault is listed with what to do.', { errors: faults.slice(0, 50) });

const tooDeep = `More than ${String(depthMax)} levels are not allowed.`;

const refuse = (message: string): KubeconfigRefused => refuseKubeconfig([{ path: '', message }]);

export const isFields = (value: unknown): value is Fields => value instanceof Map && [...value.keys()].every((key) => typeof key === 'string');

// Brackets are all that can nest deeply in little text; the parser recurses, so they are counted before it runs.
const nestsTooDeep = (text: string): boolean => {
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > depthMax) return true;
  }
  return false;
};

// Parsing costs time by the part, not by the byte: half a MiB of `"" ` took nine seconds.
const hasTooManyParts = (text: string): boolean => {
  let parts = 0;
  let isGap = false;
  for (const character of text) {
    const isSpace = character <= ' ';
    if ((isGap && !isSpace) || '[{,?"\''.includes(character)) parts += 1;
    isGap = isSpace;
  }
  return parts > partsMax;
};

const depthOf = (path: readonly unknown[]): number => path.filter((one) => isCollection(one)).length;

// The parser's own check compares every key with every other: 10,000 keys took three seconds.
const hasDuplicates = (map: YAMLMap): boolean => new Set(map.items.map(({ key }) => (isScalar(key) ? key.value : key))).size < map.items.length;

const nodeFault = (node: Node): string | undefined => {
  if (isAlias(node)) return 'Aliases are not allowed: write the value out.';
  if (node.anchor !== undefined) return 'Anchors are not allowed: write the value out.';
  if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) return 'Tags are not allowed.';
  return isMap(node) && hasDuplicates(node) ? 'A key occurs twice in one map. Remove one of them.' : undefined;
};

const demandPlain = (root: Node): void => {
  visit(root, (_key, node, path) => {
    const fault = isNode(node) ? nodeFault(node) : undefined;
    if (fault !== undefined) throw refuse(fault);
    if (isCollection(node) && depthOf(path) > depthMax) throw refuse(tooDeep);
  });
};

const parseText = (text: string): Document.Parsed => {
  const documents = parseAllDocuments(text, { version: '1.2', schema: 'core', uniqueKeys: false, merge: false, prettyErrors: false, stringKeys: true });
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (document === undefined || second !== undefined) throw refuse('The file must hold exactly one YAML document.');
  const [problem] = [...document.errors, ...document.warnings];
  // The parser's own words may quote the file.
  if (problem !== undefined) throw refuse(`The file is not valid YAML (${problem.code.toLowerCase().replaceAll('_', ' ')}).`);
  return document;
};

/** Text to a plain map: one document, core schema, no aliases, no tags, no duplicate keys. Limits are checked before parsing. */
export const parseKubeconfigText = (text: string): Fields => {
  if (Buffer.byteLength(text) > bytesMax) throw refuse('The file is larger than 512 KiB. Export one context: kubectl config view --minify --flatten --raw.');
  if (nestsTooDeep(text)) throw refuse(tooDeep);
  if (hasTooManyParts(text)) throw refuse('The file has too many entries. Export one context: kubectl config view --minify --flatten --raw.');
  const document = parseText(text);
  if (document.contents !== null) demandPlain(document.contents);
  const value: unknown = document.toJS({ mapAsMap: true, maxAliasCount: 0 });
  if (!isFields(value)) throw refuse('The file must be a YAML map with clusters, users and contexts.');
  return value;
};
