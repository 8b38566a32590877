import { at, isRecord } from './reading.js';

/** Fields that identify an item, most telling first; a port without protocol is TCP. */
const KEYS: readonly (readonly string[])[] = [
  ['name'], ['type'], ['mountPath'], ['devicePath'], ['containerPort', 'protocol'], ['port', 'protocol'], ['ip'], ['uid'], ['key'], ['host'], ['topologyKey', 'whenUnsatisfiable'],
];
const DEFAULTS: Readonly<Record<string, string>> = { protocol: 'TCP' };

/** One label per item of every list, from the first key that tells all items apart; undefined when none does. */
export function itemLabels(...lists: (readonly unknown[])[]): string[][] | undefined {
  if (!lists.flat().every(isRecord)) return undefined;
  for (const fields of KEYS) {
    const labels = lists.map((list) => list.map((item) => labelBy(item, fields)));
    const known = labels.map((row) => row.filter((label) => label !== undefined));
    if (known.every((row, index) => row.length === lists[index]?.length && new Set(row).size === row.length)) return known;
  }
  return undefined;
}

function labelBy(item: unknown, fields: readonly string[]): string | undefined {
  const values = fields.map((field) => keyText(at(item, field) ?? DEFAULTS[field]));
  return values.includes('') ? undefined : values.join('/');
}

function keyText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
