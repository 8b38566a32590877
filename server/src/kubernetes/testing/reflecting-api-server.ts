import { createServer as createHttp1, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, type Server, type Socket } from 'node:net';
import { TestAuthority } from './test-certificates.js';

/** A request exactly as it arrived. */
export interface ReflectedRequest {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export type Reply = (request: ReflectedRequest, response: ServerResponse, socket: Socket) => void | Promise<void>;

export interface ReflectingOptions {
  /** `h2` negotiates as an API server does; `h1` for faults below HTTP. */
  readonly protocol?: 'h1' | 'h2' | 'plain';
  readonly hosts?: readonly string[];
  readonly daysLeft?: number;
  readonly authority?: TestAuthority;
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

export const json = (status: number, body: unknown, headers: Record<string, string | string[]> = {}): Reply => (_request, response) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

/** The faults that a cluster, or what pretends to be one, can show. */
export const faults = {
  hang: (() => undefined) as Reply,
  garbage: ((_request, _response, socket) => void socket.end('\u0000\u0001 this is not HTTP \r\n\r\n')) as Reply,
  reset: ((_request, _response, socket) => void socket.destroy()) as Reply,
  html: ((_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>password: hunter2</html>')) as Reply,
  errorPage: ((_request, response) => void response.writeHead(403, { 'content-type': 'text/html' }).end('<html>password: hunter2</html>')) as Reply,
  redirect: ((_request, response) => void response.writeHead(307, { location: 'https://169.254.169.254/latest' }).end()) as Reply,
  notAnObject: json(200, ['a']),
  brokenJson: ((_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"kind":"Pod","metadata":{')) as Reply,
  half: ((_request, response, socket) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"kind":"PodList"');
    setTimeout(() => socket.destroy(), 20);
  }) as Reply,
  huge: ((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const block = Buffer.alloc(1024 * 1024, 'x');
    let left = 60;
    const next = (): void => {
      left -= 1;
      if (left < 0) response.end();
      else response.write(block, next);
    };
    response.write('{"kind":"', next);
  }) as Reply,
  drip: ((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  }) as Reply,
};

/** A small TLS server in place of a cluster: records what arrives and answers what the test wants. */
export class ReflectingApiServer {
  readonly requests: ReflectedRequest[] = [];
  connections = 0;
  port = 0;
  private readonly sockets = new Set<Socket>();
  private readonly replies = new Map<string, Reply>();
  private fallback: Reply = json(404, { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', message: 'not found', code: 404 });

  private constructor(
    readonly authority: TestAuthority,
    private readonly server: Server,
    private readonly scheme: string,
  ) {
    server.on(scheme === 'https' ? 'secureConnection' : 'connection', () => (this.connections += 1));
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => undefined);
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.answer(request, response));
  }

  static async start(options: ReflectingOptions = {}): Promise<ReflectingApiServer> {
    const authority = options.authority ?? (await TestAuthority.create());
    const protocol = options.protocol ?? 'h1';
    const pair = await authority.issue({ subject: 'CN=kube-apiserver', hosts: options.hosts ?? ['localhost', '127.0.0.1'], daysLeft: options.daysLeft ?? 30 });
    const tls = { cert: pair.certPem, key: pair.keyPem };
    const make = { h1: () => createHttps(tls), h2: () => createSecureServer({ ...tls, allowHTTP1: true }), plain: () => createHttp1() }[protocol];
    const made = new ReflectingApiServer(authority, make(), protocol === 'plain' ? 'http' : 'https');
    await new Promise<void>((resolve) => void made.server.listen(0, '127.0.0.1', resolve));
    made.port = (made.server.address() as AddressInfo).port;
    return made;
  }


  get url(): string {
    return `${this.scheme}://127.0.0.1:${String(this.port)}`;
  }

  /** Answers one path (without its query) with `reply`; `*` is every other path. */
  on(path: string, reply: Reply): this {
    if (path === '*') this.fallback = reply;
    else this.replies.set(path, reply);
    return this;
  }

  /** Accepts every WebSocket handshake and sends back the bytes that arrive. */
  acceptUpgrades(): this {
    this.server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
      const { method = '', url = '', rawHeaders, headers } = request;
      this.requests.push({ method, url, rawHeaders: [...rawHeaders], body: '' });
      socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: ${headers['sec-websocket-protocol'] ?? ''}\r\n\r\n`);
      socket.pipe(socket);
    });
    return this;
  }

  /** Closes every open socket, as a killed API server does. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined);
    const { method = '', url = '', rawHeaders } = request;
    // The socket first: on HTTP/2 it is a proxy that is gone once the stream is.
    const { socket } = request;
    const reflected = { method, url, rawHeaders: [...rawHeaders], body: await readBody(request).catch(() => '') };
    this.requests.push(reflected);
    const reply = this.replies.get(url.split('?')[0] ?? '') ?? this.fallback;
    await reply(reflected, response, socket);
  }
}

/** All values of one header of a reflected request. */
export const headerValues = (request: ReflectedRequest | undefined, name: string): string[] =>
  (request?.rawHeaders ?? []).flatMap((key, at, all) => (at % 2 === 0 && key.toLowerCase() === name ? [all[at + 1] ?? ''] : []));
