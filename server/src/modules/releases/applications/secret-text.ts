import { at, type Digest, isRecord, type KubeObject, maskSecrets, parseManifests, refKey, refOf } from '@hyperkuber/kube';
import { parseAllDocuments, stringify } from 'yaml';

const TOKEN = /^\*\*\*[0-9a-f]{8}$/;
const SEPARATOR = '---\n';

interface Slice {
  readonly text: string;
  readonly objects: readonly KubeObject[];
}

const isSecret = ({ apiVersion, kind }: KubeObject): boolean => apiVersion === 'v1' && kind === 'Secret';

const slicesOf = (text: string): Slice[] => {
  const starts = parseAllDocuments(text, { version: '1.1', logLevel: 'silent' });
  if (!Array.isArray(starts)) return [];
  return starts.map(({ range: [start, , end] }) => {
    const slice = text.slice(start, end);
    return { text: slice, objects: parseManifests(slice).documents.map(({ object }) => object) };
  });
};

const written = (objects: readonly KubeObject[]): string => objects.map((object) => stringify(object, { version: '1.1' })).join(SEPARATOR);

const closed = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

/** Documents with a Secret are written anew by `change`; all others stay letter for letter as they are. */
const rewriteSecrets = (text: string, change: (object: KubeObject) => KubeObject): string => {
  if (!parseManifests(text).documents.some(({ object }) => isSecret(object))) return text;
  const parts = slicesOf(text).map((slice) => (slice.objects.some(isSecret) ? written(slice.objects.map(change)) : slice.text.replace(/^---[^\S\n]*\n/, '')));
  return parts.filter((part) => part.trim() !== '').map(closed).join(SEPARATOR);
};

/** The text as people may see it: values of Secrets as `***<hash8>`. */
export const maskedText = (text: string, digest: Digest): string => rewriteSecrets(text, (object) => maskSecrets(object, digest));

/** A `***<hash8>` that stands for no value of the latest revision. */
export interface UnknownToken {
  readonly secret: string;
  readonly field: string;
}

const encoded = (object: KubeObject): Map<string, string> => {
  const data = Object.entries(recordOf(at(object, 'data'))).map(([key, value]): [string, string] => [key, String(value)]);
  const texts = Object.entries(recordOf(at(object, 'stringData'))).map(([key, value]): [string, string] => [key, Buffer.from(String(value), 'utf8').toString('base64')]);
  return new Map([...data, ...texts]);
};

const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

const tokenOf = (value: string, digest: Digest): string => `***${digest(value).slice(0, 8)}`;

/** Values of the earlier text by Secret and token, in the form that `data` has. */
const valuesOf = (text: string, digest: Digest): Map<string, Map<string, string>> => new Map(parseManifests(text).documents
  .filter(({ object }) => isSecret(object))
  .map(({ object }) => [refKey(refOf(object)), new Map([...encoded(object).values()].map((value) => [tokenOf(value, digest), value]))]));

const hasToken = (object: KubeObject): boolean =>
  isSecret(object) && ['data', 'stringData'].some((field) => Object.values(recordOf(at(object, field))).some((value) => typeof value === 'string' && TOKEN.test(value)));

/** Puts back the values that tokens stand for, from the same Secret of the earlier text. */
export const resolvedText = (text: string, earlier: string | undefined, digest: Digest): { readonly text: string; readonly unknown: readonly UnknownToken[] } => {
  if (!parseManifests(text).documents.some(({ object }) => hasToken(object))) return { text, unknown: [] };
  const values = earlier === undefined ? new Map<string, Map<string, string>>() : valuesOf(earlier, digest);
  const unknown: UnknownToken[] = [];
  const change = (object: KubeObject): KubeObject => {
    if (!hasToken(object)) return object;
    const known = values.get(refKey(refOf(object)));
    const field = (name: 'data' | 'stringData'): Record<string, unknown> => {
      const entries = Object.entries(recordOf(at(object, name))).map(([key, value]): [string, unknown] => {
        if (typeof value !== 'string' || !TOKEN.test(value)) return [key, value];
        const found = known?.get(value);
        if (found === undefined) unknown.push({ secret: object.metadata.name, field: `${name}.${key}` });
        return [key, found !== undefined && name === 'stringData' ? Buffer.from(found, 'base64').toString('utf8') : found];
      });
      return entries.length === 0 ? {} : { [name]: Object.fromEntries(entries) };
    };
    return { ...object, ...field('data'), ...field('stringData') };
  };
  return { text: rewriteSecrets(text, change), unknown };
};
