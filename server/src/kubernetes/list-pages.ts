import { isRecord, listAt, parseRecord, textAt, toKubeObject } from './answer-object.js';
import { type ClusterAnswer } from './cluster-call.js';
import { NotKubernetes, ResourceExpired } from './errors.js';
import { type KubeObject } from '@hyperkuber/kube';
import { type KubeQuery } from './kube-path.js';

export interface ListOptions {
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  /** Objects per page. */
  readonly limit?: number | undefined;
  /** Objects in all; reading stops there. */
  readonly maxItems?: number | undefined;
  /** Where an earlier list stopped. */
  readonly continue?: string | undefined;
  /** '0' reads from the API server's cache. */
  readonly resourceVersion?: string | undefined;
  /** For example `metadataOnly`. */
  readonly accept?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Of each page. */
  readonly deadlineMs?: number | undefined;
}

export interface KubeList {
  readonly items: readonly KubeObject[];
  /** Watch from here. */
  readonly resourceVersion: string;
  readonly isComplete: boolean;
  readonly continue?: string | undefined;
  /** How many more there are, when the cluster says so. */
  readonly remaining?: number | undefined;
}

/** Names, labels and owners only: a tenth of the bytes. */
export const metadataOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1, application/json';

const pageSize = 500;
const itemsMax = 50_000;
const restartsMax = 2;

const readPage = (cluster: string, answer: ClusterAnswer): KubeList => {
  const list = parseRecord(cluster, answer);
  const kind = textAt(list, 'kind');
  if (!kind.endsWith('List') || !Array.isArray(list['items'])) {
    // An empty list of a Go server may be `null`.
    if (!kind.endsWith('List') || list['items'] !== null) throw new NotKubernetes('not-an-object', `${cluster} answered with something that is not a list.`, { cluster });
  }
  const type = { apiVersion: textAt(list, 'apiVersion'), kind: kind.slice(0, -'List'.length) };
  const { metadata } = list;
  const token = textAt(metadata, 'continue');
  const remaining = isRecord(metadata) ? metadata['remainingItemCount'] : undefined;
  return {
    items: listAt(list, 'items').map((item) => toKubeObject(cluster, item, type)),
    resourceVersion: textAt(metadata, 'resourceVersion'),
    isComplete: token === '',
    continue: token === '' ? undefined : token,
    remaining: typeof remaining === 'number' ? remaining : undefined,
  };
};

const pageQuery = (options: ListOptions, token: string | undefined, limit: number): KubeQuery => ({
  labelSelector: options.labelSelector,
  fieldSelector: options.fieldSelector,
  limit,
  continue: token,
  resourceVersion: token === undefined ? options.resourceVersion : undefined,
});

type Fetch = (query: KubeQuery) => Promise<ClusterAnswer>;

const readPages = async (cluster: string, options: ListOptions, fetch: Fetch): Promise<KubeList> => {
  const max = options.maxItems ?? itemsMax;
  const items: KubeObject[] = [];
  let token = options.continue;
  for (;;) {
    const page = readPage(cluster, await fetch(pageQuery(options, token, Math.min(options.limit ?? pageSize, max - items.length))));
    for (const item of page.items) items.push(item);
    token = page.continue;
    // An old server may ignore the limit; whatever came is handed out.
    if (token === undefined || items.length >= max) return { ...page, items };
  }
};

/** Reads all pages of one consistent list; begins again when the continue token expired meanwhile. */
export const listAll = async (cluster: string, options: ListOptions, fetch: Fetch): Promise<KubeList> => {
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await readPages(cluster, options, fetch);
    } catch (error) {
      const mayRestart = error instanceof ResourceExpired && options.continue === undefined && restarts < restartsMax;
      if (!mayRestart) throw error;
    }
  }
};
