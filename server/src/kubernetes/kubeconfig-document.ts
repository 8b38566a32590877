import { isAlias, isCollection, isMap, isPair, isScalar, type Node, parseAllDocuments, visit, type YAMLMap } from 'yaml';
import { type FieldFault } from '../kernel/domain-error.js';
import { KubeconfigRefused } from './errors.js';

export type Fields = ReadonlyMap<string, unknown>;

const bytesMax = 512 * 1024;
const depthMax = 20;
const partsMax = 12_000;

export const refuseKubeconfig = (faults: readonly FieldFault[]): KubeconfigRefused =>
  new KubeconfigRefused('The kubeconfig cannot be used as it is; every fault is listed with what to do.', { errors: faults.slice(0, 50) });

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

const demandPlain = (root: Node): void => {
  visit(root, (_key, node, path) => {
    if (isAlias(node)) throw refuse('Aliases are not allowed: write the value out.');
    if (isMap(node) && hasDuplicates(node)) throw refuse('A key occurs twice in one map. Remove one of them.');
    if (isPair(node)) return undefined;
    if (typeof node === 'object' && node !== null && 'anchor' in node && node.anchor !== undefined) throw refuse('Anchors are not allowed: write the value out.');
    if (isScalar(node) && node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) throw refuse('Tags are not allowed.');
    if (isCollection(node) && depthOf(path) > depthMax) throw refuse(`More than ${String(depthMax)} levels are not allowed.`);
    return undefined;
  });
};

/** Text to a plain map: one document, core schema, no aliases, no tags, no duplicate keys. Limits are checked before parsing. */
export const parseKubeconfigText = (text: string): Fields => {
  if (Buffer.byteLength(text) > bytesMax) throw refuse('The file is larger than 512 KiB. Export one context: kubectl config view --minify --flatten --raw.');
  if (nestsTooDeep(text)) throw refuse(`More than ${String(depthMax)} levels are not allowed.`);
  if (hasTooManyParts(text)) throw refuse('The file has too many entries. Export one context: kubectl config view --minify --flatten --raw.');
  const documents = parseAllDocuments(text, { version: '1.2', schema: 'core', uniqueKeys: false, merge: false, prettyErrors: false, stringKeys: true });
  if (!Array.isArray(documents) || documents.length !== 1) throw refuse('The file must hold exactly one YAML document.');
  const [document] = documents;
  const problem = document?.errors[0] ?? document?.warnings[0];
  // The parser's own words may quote the file.
  if (problem !== undefined) throw refuse(`The file is not valid YAML (${problem.code.toLowerCase().replaceAll('_', ' ')}).`);
  if (document?.contents) demandPlain(document.contents);
  const value: unknown = document?.toJS({ mapAsMap: true, maxAliasCount: 0 });
  if (!isFields(value)) throw refuse('The file must be a YAML map with clusters, users and contexts.');
  return value;
};
