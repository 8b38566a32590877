import { type ManifestProblemCode, parseManifests } from '@hyperkuber/kube';
import type { FieldFault } from '../api/problem';

/** A fault in manifests at its place; the code has words in both languages, the server's own message is English. */
export interface ManifestFault {
  readonly line: number;
  readonly document: number | null;
  readonly path: string;
  readonly code: ManifestProblemCode | null;
  readonly message: string;
}

export interface ManifestCheck {
  readonly faults: readonly ManifestFault[];
  /** How many objects of each kind were read, most first. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  readonly objects: number;
}

/** What the server will say about the manifests, said while they are typed: both read them with the same code. */
export const checkManifests = (text: string): ManifestCheck => {
  const { documents, problems } = parseManifests(text);
  const counts = new Map<string, number>();
  for (const { object } of documents) counts.set(object.kind, (counts.get(object.kind) ?? 0) + 1);
  return {
    faults: problems.map(({ line, document, path, code, message }) => ({ line, document, path: path ?? '', code, message })),
    kinds: [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count || a.kind.localeCompare(b.kind)),
    objects: documents.length,
  };
};

/** `document 2, line 14, spec.replicas`: where the server found a fault. */
export const serverFault = ({ path, message }: FieldFault): ManifestFault => {
  const [, document, line, field = ''] = /^document (\d+), line (\d+)(?:, (.*))?$/.exec(path) ?? [];
  return line === undefined ? { line: 1, document: null, path, code: null, message } : { line: Number(line), document: Number(document), path: field, code: null, message };
};
