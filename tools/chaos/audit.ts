import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

interface AuditLine {
  readonly verb: string;
  readonly userAgent?: string;
  readonly requestURI: string;
  readonly objectRef?: { readonly resource?: string; readonly namespace?: string; readonly name?: string; readonly subresource?: string };
  readonly responseStatus?: { readonly code?: number };
}

const parseLine = (line: string): AuditLine => JSON.parse(line) as AuditLine;

/** What releases write; questions about rights are writes to the audit log too. */
const KIND_OF: Readonly<Record<string, string | undefined>> = {
  configmaps: 'ConfigMap', secrets: 'Secret', services: 'Service', serviceaccounts: 'ServiceAccount', deployments: 'Deployment', jobs: 'Job', namespaces: 'Namespace',
};

/** What the API server itself wrote down of the platform's writes; dry runs are none. */
export interface AuditCount {
  /** Writes that were asked for, however often. */
  asked: number;
  /** Answers 201 by `namespace/Kind/name`: the object was made. */
  readonly created: Map<string, number>;
  /** Answers from 500 on by the same name: the caller died meanwhile, and the write may have been done all the same. */
  readonly cutOff: Map<string, number>;
  /** Writes that were refused, by status code. */
  readonly refused: Map<number, number>;
}

const isWriteOfOurs = ({ userAgent = '', verb, requestURI }: AuditLine): boolean =>
  userAgent.startsWith('hyperkuber/') && ['create', 'update', 'patch', 'delete'].includes(verb) && !requestURI.includes('dryRun=All');

const keyOf = ({ objectRef: { resource = '', namespace = '', name = '' } = {} }: AuditLine): string | undefined => {
  const kind = KIND_OF[resource];
  if (kind === undefined) return undefined;
  return kind === 'Namespace' ? `Namespace/${name}` : `${namespace}/${kind}/${name}`;
};

const increment = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

const note = (count: AuditCount, key: string, code: number): void => {
  count.asked += 1;
  if (code === 201) increment(count.created, key);
  if (code >= 500) increment(count.cutOff, key);
  if (code >= 400) increment(count.refused, code);
};

/** Reads the audit log of an API server. */
export const countAudit = async (path: string): Promise<AuditCount> => {
  const count: AuditCount = { asked: 0, created: new Map(), cutOff: new Map(), refused: new Map() };
  for await (const text of createInterface({ input: createReadStream(path, 'utf8') })) {
    // The API server may be in the middle of its last line.
    if (!text.endsWith('}')) continue;
    const line = parseLine(text);
    const key = isWriteOfOurs(line) ? keyOf(line) : undefined;
    if (key !== undefined) note(count, key, line.responseStatus?.code ?? 0);
  }
  return count;
};
