import { createSecureServer, type Http2SecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { documents } from './api-surface.ts';
import { ObjectStore } from './object-store.ts';

export interface ServerTls {
  readonly cert: string;
  readonly key: string;
}

interface Answer {
  readonly status: number;
  readonly contentType?: string;
  readonly text: string;
}

const json = (status: number, body: object): Answer => ({ status, text: JSON.stringify(body) });
const notFound = (path: string): Answer => json(404, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', reason: 'NotFound', message: `${path} not found`, code: 404 });
const listOf = (kind: string): Answer => json(200, { kind: `${kind}List`, apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: kind === 'Node' ? [NODE] : [] });
const resources = { cpu: '8', memory: '32Gi', pods: '110' };
const NODE = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1', uid: 'node-1' }, status: { capacity: resources, allocatable: resources, conditions: [{ type: 'Ready', status: 'True' }] } };
const LISTS = new Map([['/api/v1/nodes', 'Node'], ['/api/v1/namespaces', 'Namespace'], ['/api/v1/pods', 'Pod']]);

/** Reviews of the credential: it is an administrator. */
const review = (path: string): Answer => {
  const status = path.includes('selfsubjectaccessreviews') ? { allowed: true } : { userInfo: { username: 'system:admin', groups: ['system:masters'] } };
  const kind = path.includes('selfsubjectaccessreviews') ? 'SelfSubjectAccessReview' : 'SelfSubjectReview';
  return json(201, { kind, apiVersion: 'v1', metadata: { name: 'review' }, status });
};

const bodyOf = async (request: Http2ServerRequest): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** One fake API server: real TLS with HTTP/2 and HTTP/1.1, a fixed service time, no admission, no etcd. */
export class FakeApiServer {
  /** A cluster that hangs takes connections and requests and never answers. */
  hangs = false;
  requests = 0;
  connections = 0;
  private readonly store = new ObjectStore();
  private readonly server: Http2SecureServer;
  private readonly serviceMs: number;

  constructor(tls: ServerTls, serviceMs: number, namespaces: readonly string[]) {
    this.serviceMs = serviceMs;
    for (const name of namespaces) this.store.namespace(name);
    this.server = createSecureServer({ ...tls, allowHTTP1: true });
    this.server.on('connection', (socket: Socket) => socket.setNoDelay(true).on('error', () => undefined));
    this.server.on('secureConnection', () => { this.connections += 1; });
    this.server.on('request', (request, response) => void this.answer(request, response).catch(() => response.destroy()));
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => void this.server.listen(0, '127.0.0.1', 1_024, resolve));
    return (this.server.address() as AddressInfo).port;
  }

  private async answer(request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
    this.requests += 1;
    const body = await bodyOf(request);
    if (this.hangs) return;
    await wait(this.serviceMs);
    const { status, contentType = 'application/json', text } = this.decide(request.method, new URL(request.url, 'https://cluster'), body);
    response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(text) });
    response.end(text);
  }

  private decide(method: string, { pathname, searchParams }: URL, body: string): Answer {
    if (method === 'POST') return review(pathname);
    if (method === 'PATCH') {
      const { object, created } = this.store.apply(pathname, body, searchParams.get('fieldManager') ?? '', searchParams.get('dryRun') === 'All');
      return json(created ? 201 : 200, object);
    }
    const document = documents.get(pathname);
    if (document !== undefined) return { status: 200, ...document };
    const list = LISTS.get(pathname) ?? (pathname.endsWith('/pods') ? 'Pod' : undefined);
    if (list !== undefined) return listOf(list);
    const object = this.store.find(pathname);
    return object === undefined ? notFound(pathname) : json(200, object);
  }
}
