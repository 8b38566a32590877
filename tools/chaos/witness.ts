/*
 * What happened to the objects of an application, seen by a watch of our own on each cluster that is opened before the
 * first release and never loses an event. Asking twice is not a fault: server-side apply of what is there already writes
 * nothing, and the watch then shows nothing. So an object is judged by its effects, and an effect of the platform is
 *
 *   create   an object appears (its uid is new)
 *   change   its mark differs from the one before; the mark is made of the uid, of the entry of `hyperkuber-release` in
 *            managedFields (fields and time), and of everything but status, resourceVersion and the entries of others.
 *            Controllers write status and entries of their own: that changes no mark.
 *   delete   it is gone. Being taken away in two steps (foreground deletion) is one effect.
 *
 * An object written twice to the same end, deleted and made again, or made twice by two names of one job therefore shows
 * as one effect too many; an object that was forgotten, as one too few.
 */
import { createHash } from 'node:crypto';
import { Agent, request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunningCluster } from '../kubernetes/index.ts';
import { ToolError } from '../services/tool-error.ts';
import type { Effect } from './revisions.ts';

export interface ManagedField {
  readonly manager: string;
  readonly operation: string;
  readonly subresource?: string;
}

export interface LiveObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: {
    readonly name: string; readonly namespace: string; readonly uid: string; readonly resourceVersion: string;
    readonly deletionTimestamp?: string; readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>>;
    readonly managedFields?: readonly ManagedField[];
  };
  readonly [part: string]: unknown;
}

interface WatchLine {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: LiveObject;
}

export interface SeenEffect {
  readonly effect: Effect;
  readonly namespace: string;
  /** `Kind/name`. */
  readonly key: string;
  readonly uid: string;
  readonly at: number;
}

export const WATCHED_KINDS = [
  { kind: 'ConfigMap', path: '/api/v1/configmaps' },
  { kind: 'Secret', path: '/api/v1/secrets' },
  { kind: 'Service', path: '/api/v1/services' },
  { kind: 'ServiceAccount', path: '/api/v1/serviceaccounts' },
  { kind: 'Deployment', path: '/apis/apps/v1/deployments' },
  { kind: 'Job', path: '/apis/batch/v1/jobs' },
] as const;

const OURS = 'labelSelector=hyperkuber.io%2Fapplication';
const MANAGER = 'hyperkuber-release';
const SETTLED_MS = 30_000;

const parseLine = (line: string): WatchLine => JSON.parse(line) as WatchLine;
const parseList = (text: string): { readonly metadata: { readonly resourceVersion: string }; readonly items: readonly LiveObject[] } =>
  JSON.parse(text) as { metadata: { resourceVersion: string }; items: readonly LiveObject[] };

/** What only a write of the platform changes. */
const markOf = ({ metadata, status: _status, ...rest }: LiveObject): string => {
  const { uid, labels, annotations, managedFields = [] } = metadata;
  const { 'deployment.kubernetes.io/revision': _revision, ...ownAnnotations } = annotations ?? {};
  const ours = managedFields.filter(({ manager, operation }) => manager === MANAGER && operation === 'Apply');
  return createHash('sha256').update(JSON.stringify({ uid, labels, ownAnnotations, ours, rest })).digest('hex');
};

/** Watches one cluster; its effects are taken out release by release. */
export class Witness {
  readonly cluster: RunningCluster;
  private readonly agent: Agent;
  private readonly marks = new Map<string, string>();
  private readonly versions = new Map<string, string>();
  private readonly effects: SeenEffect[] = [];
  private readonly streams = new Set<IncomingMessage>();
  private closed = false;
  private failure: Error | undefined;

  constructor(cluster: RunningCluster) {
    this.cluster = cluster;
    this.agent = new Agent({ ca: cluster.caPem, keepAlive: true });
  }

  /** Opens the watches; resolves when each of them is at its beginning. */
  async start(): Promise<void> {
    for (const { kind, path } of WATCHED_KINDS) {
      const { metadata, items } = await this.list(path);
      for (const object of items) this.learn(kind, { type: 'ADDED', object });
      await this.watch(kind, path, metadata.resourceVersion);
    }
  }

  /** The objects of a namespace as they are now, and the watch has seen each of them in that very version. */
  async settled(namespace: string): Promise<ReadonlyMap<string, LiveObject>> {
    const until = performance.now() + SETTLED_MS;
    while (performance.now() < until) {
      if (this.failure !== undefined) throw this.failure;
      const live = await this.objectsIn(namespace);
      if (this.hasSeen(namespace, live)) return live;
      await wait(100);
    }
    throw new ToolError(`The watch on ${this.cluster.name} did not catch up within ${SETTLED_MS / 1_000} s.`);
  }

  /** The effects in a namespace since they were last asked for. */
  take(namespace: string): readonly SeenEffect[] {
    const taken = this.effects.filter((effect) => effect.namespace === namespace);
    const rest = this.effects.filter((effect) => effect.namespace !== namespace);
    this.effects.splice(0, this.effects.length, ...rest);
    return taken;
  }

  close(): void {
    this.closed = true;
    for (const stream of this.streams) stream.destroy();
    this.agent.destroy();
  }

  private async objectsIn(namespace: string): Promise<ReadonlyMap<string, LiveObject>> {
    const found = new Map<string, LiveObject>();
    for (const { kind, path } of WATCHED_KINDS) {
      for (const object of (await this.list(path)).items) if (object.metadata.namespace === namespace) found.set(`${kind}/${object.metadata.name}`, object);
    }
    return found;
  }

  private hasSeen(namespace: string, live: ReadonlyMap<string, LiveObject>): boolean {
    const known = [...this.versions.keys()].filter((key) => key.startsWith(`${namespace}/`));
    return known.length === live.size && [...live].every(([key, object]) => this.versions.get(`${namespace}/${key}`) === object.metadata.resourceVersion);
  }

  private learn(kind: string, { type, object }: WatchLine): void {
    const { namespace, name, uid, resourceVersion, deletionTimestamp } = object.metadata;
    const key = `${kind}/${name}`;
    const full = `${namespace}/${key}`;
    const note = (effect: Effect): void => { this.effects.push({ effect, namespace, key, uid, at: Date.now() }); };
    if (type === 'DELETED') {
      this.marks.delete(full);
      this.versions.delete(full);
      note('delete');
      return;
    }
    const before = this.marks.get(full);
    const now = markOf(object);
    this.versions.set(full, resourceVersion);
    if (deletionTimestamp !== undefined && before !== undefined) return;
    this.marks.set(full, now);
    if (before === undefined) note('create');
    else if (before !== now) note('change');
  }

  private async watch(kind: string, path: string, from: string): Promise<void> {
    const stream = await this.open(`${path}?watch=1&timeoutSeconds=7200&${OURS}&resourceVersion=${from}`);
    this.streams.add(stream);
    createInterface({ input: stream }).on('line', (line) => {
      const change = parseLine(line);
      if (change.type === 'ERROR') this.failure = new ToolError(`The watch on ${this.cluster.name} ended: ${line.slice(0, 300)}`);
      else if (change.type !== 'BOOKMARK') this.learn(kind, change);
    });
    stream.once('close', () => { if (!this.closed) this.failure ??= new ToolError(`The watch on ${kind} of ${this.cluster.name} ended.`); });
  }

  private async list(path: string): Promise<ReturnType<typeof parseList>> {
    const answer = await this.open(`${path}?${OURS}`);
    let text = '';
    for await (const chunk of answer) text += String(chunk);
    return parseList(text);
  }

  private open(path: string): Promise<IncomingMessage> {
    const options: RequestOptions = { agent: this.agent, headers: { authorization: `Bearer ${this.cluster.adminToken}`, 'user-agent': 'chaos-witness' } };
    return new Promise((resolve, reject) => {
      request(`${this.cluster.server}${path}`, options, (answer) => {
        if (answer.statusCode === 200) resolve(answer.setEncoding('utf8'));
        else reject(new ToolError(`${this.cluster.name} answered ${answer.statusCode ?? 0} to ${path}.`));
      }).once('error', reject).end();
    });
  }
}
