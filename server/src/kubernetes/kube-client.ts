import { type Clock } from '../kernel/clock.js';
import { parseObject, parseRecord, type JsonRecord } from './answer-object.js';
import { type CallContext } from './call-context.js';
import { type CallMethod, type ClusterAnswer, type ClusterCall } from './cluster-call.js';
import { type ClusterTarget } from './cluster-target.js';
import { type ClusterConnection } from './cluster-connection.js';
import { type KubeObject } from '@hyperkuber/kube';
import { KubePath, type KubeQuery, type ResourcePlace, type ResourceType } from './kube-path.js';
import { type KubeList, type ListOptions, listAll } from './list-pages.js';
import { withRetries } from './retry.js';
import { readWarnings } from './warnings.js';
import { type WatchEnd, type WatchEvent, type WatchOptions, watchResource } from './watch.js';

/** One object, or one of its subresources. */
export interface ResourceRef extends ResourcePlace {
  readonly name: string;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly deadlineMs?: number | undefined;
}

export interface RawOptions extends CallOptions {
  readonly accept?: string;
  readonly maxBytes?: number;
}

export interface WriteOptions extends CallOptions {
  readonly fieldManager: string;
  readonly dryRun?: boolean | undefined;
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore' | undefined;
}

export interface ApplyOptions extends WriteOptions {
  /** Takes fields over from other managers; only after somebody decided so. */
  readonly force?: boolean | undefined;
}

export interface PatchOptions extends WriteOptions {
  readonly type: 'merge' | 'json' | 'strategic';
}

export interface DeleteOptions extends CallOptions {
  readonly uid?: string | undefined;
  readonly resourceVersion?: string | undefined;
  readonly propagationPolicy?: 'Foreground' | 'Background' | 'Orphan' | undefined;
  readonly gracePeriodSeconds?: number | undefined;
  readonly dryRun?: boolean | undefined;
}

export interface WrittenObject {
  readonly object: KubeObject;
  /** What the cluster warns about: deprecated versions, unknown fields and the like. */
  readonly warnings: readonly string[];
}

const objectMaxBytes = 3 * 1024 * 1024;
// Discovery and OpenAPI of a cluster with hundreds of definitions.
const rawMaxBytes = 32 * 1024 * 1024;
const patchTypes = { merge: 'application/merge-patch+json', json: 'application/json-patch+json', strategic: 'application/strategic-merge-patch+json' };

const isSecret = (place: ResourcePlace): boolean => place.group === '' && place.resource === 'secrets';

const writeQuery = (options: WriteOptions): KubeQuery => ({
  fieldManager: options.fieldManager,
  fieldValidation: options.fieldValidation ?? 'Strict',
  dryRun: options.dryRun ? 'All' : undefined,
});

const deleteBody = (options: DeleteOptions): string => {
  const { uid, resourceVersion, propagationPolicy, gracePeriodSeconds } = options;
  const preconditions = uid === undefined && resourceVersion === undefined ? undefined : { uid, resourceVersion };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    preconditions,
    propagationPolicy,
    gracePeriodSeconds,
    dryRun: options.dryRun ? ['All'] : undefined,
  });
};

type Sent = Pick<ClusterCall, 'contentType' | 'body' | 'accept' | 'maxBytes'> & CallOptions;

/** Gives the connection of a target; the pool is one, a probe with a connection of its own another. */
export interface ConnectionSource {
  to(target: ClusterTarget): ClusterConnection;
}

/** Speaks to one cluster on behalf of one caller. Every method throws DomainErrors of `errors.ts` only. */
export class KubeClient {
  constructor(
    readonly target: ClusterTarget,
    private readonly context: CallContext,
    private readonly connections: ConnectionSource,
    private readonly clock: Clock,
  ) {}

  /** Reads one object. */
  async get(ref: ResourceRef, options: CallOptions = {}): Promise<KubeObject> {
    return parseObject(this.target.name, await this.send('GET', KubePath.of(ref), { ...options, maxBytes: objectMaxBytes }, true));
  }

  /** Reads a collection page by page up to `maxItems`; `isComplete` is false when there is more. */
  async list(type: ResourceType, options: ListOptions = {}): Promise<KubeList> {
    const place = { group: type.group, version: type.version, resource: type.resource, namespace: options.namespace };
    return listAll(this.target.name, options, (query) => this.send('GET', KubePath.of(place, query), { signal: options.signal, deadlineMs: options.deadlineMs, accept: options.accept }, true));
  }

  /** Server-side apply. Conflicts are thrown as `KubeConflict` unless `force` is set. */
  async apply(ref: ResourceRef, object: object, options: ApplyOptions): Promise<WrittenObject> {
    const path = KubePath.of(ref, { ...writeQuery(options), force: options.force ?? false });
    return this.write('PATCH', path, object, 'application/apply-patch+yaml', options, true);
  }

  async create(place: ResourcePlace, object: object, options: WriteOptions): Promise<WrittenObject> {
    return this.write('POST', KubePath.of(place, writeQuery(options)), object, 'application/json', options, false);
  }

  /** Replaces an object; its `metadata.resourceVersion` guards against a change in between. */
  async replace(ref: ResourceRef, object: object, options: WriteOptions): Promise<WrittenObject> {
    return this.write('PUT', KubePath.of(ref, writeQuery(options)), object, 'application/json', options, false);
  }

  async patch(ref: ResourceRef, patch: object, options: PatchOptions): Promise<WrittenObject> {
    return this.write('PATCH', KubePath.of(ref, writeQuery(options)), patch, patchTypes[options.type], options, false);
  }

  /** Deletes one object, guarded by `uid` and `resourceVersion` when given; the answer is the object or a Status. */
  async delete(ref: ResourceRef, options: DeleteOptions = {}): Promise<JsonRecord> {
    const sent = { body: deleteBody(options), contentType: 'application/json', signal: options.signal, deadlineMs: options.deadlineMs };
    return parseRecord(this.target.name, await this.send('DELETE', KubePath.of(ref), sent, options.uid !== undefined));
  }

  /** A JSON GET of a non-resource path: `raw(['version'])`. */
  async raw(segments: readonly string[], options: RawOptions = {}): Promise<JsonRecord> {
    return parseRecord(this.target.name, await this.send('GET', KubePath.raw(segments), { maxBytes: rawMaxBytes, ...options }, true));
  }

  /**
   * Follows a collection from `options.resourceVersion`; resolves with the reason of its end and the version to go on
   * from, and never rejects. A handler that returns a promise holds the stream back until it is done.
   */
  watch(type: ResourceType, options: WatchOptions, handler: (event: WatchEvent) => void | Promise<void>, signal: AbortSignal): Promise<WatchEnd> {
    return watchResource(() => this.connections.to(this.target), this.target.name, this.context, type, options, handler, signal);
  }

  private async write(method: CallMethod, path: KubePath, body: object, contentType: string, options: WriteOptions, isIdempotent: boolean): Promise<WrittenObject> {
    const sent = { body: JSON.stringify(body), contentType, maxBytes: objectMaxBytes, signal: options.signal, deadlineMs: options.deadlineMs };
    const answer = await this.send(method, path, sent, isIdempotent);
    return { object: parseObject(this.target.name, answer), warnings: readWarnings(answer.headers['warning']) };
  }

  private async send(method: CallMethod, path: KubePath, sent: Sent, isIdempotent: boolean): Promise<ClusterAnswer> {
    const secret = path.place !== undefined && isSecret(path.place);
    const run = (): Promise<ClusterAnswer> => this.connections.to(this.target).send({ ...sent, method, path, context: this.context, secret });
    // 429 on an eviction is the disruption budget speaking; the caller decides.
    return path.place?.subresource === 'eviction' ? run() : withRetries(this.clock, isIdempotent, sent.signal, run);
  }
}
