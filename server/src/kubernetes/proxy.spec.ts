import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { KubePath } from './kube-path.js';
import { EgressGuard } from './egress-guard.js';
import { EgressPolicy } from './egress-policy.js';
import { targetOf, testPool } from './testing/fixtures.js';
import { json, ReflectingApiServer } from './testing/reflecting-api-server.js';

interface TestProxy {
  readonly url: string;
  readonly asked: string[];
  close(): void;
}

/** A CONNECT proxy that wants a user; everything it opens goes to the asked port on the loopback. */
const startProxy = async (): Promise<TestProxy> => {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer().on('connect', (request, socket: Socket) => {
    asked.push(request.url ?? '');
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (request.headers['proxy-authorization'] !== `Basic ${Buffer.from('me:proxy-secret').toString('base64')}`) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const upstream = connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `127.0.0.1:${String(port)}`, asked, close };
};

describe('a cluster behind a proxy', () => {
  it('is reached through it, checks the certificate end to end, and names what the proxy refuses', async () => {
    const proxy = await startProxy();
    const server = (await ReflectingApiServer.start({ hosts: ['cluster.test'] })).on('*', json(200, {}));
    const pool = testPool();
    const send = (clusterId: string, proxyUrl: string, caPem = server.authority.certPem) =>
      pool
        .to(targetOf(server, { clusterId, server: `https://cluster.test:${String(server.port)}`, proxyUrl, caPem }))
        .send({ method: 'GET', path: KubePath.raw(['version']), context: {} });
    try {
      expect((await send('a', `http://me:proxy-secret@${proxy.url}`)).httpStatus).toBe(200);
      expect(proxy.asked).toEqual([`cluster.test:${String(server.port)}`]);
      const refused: unknown = await send('b', `http://me:wrong-secret@${proxy.url}`).catch((error: unknown) => error);
      expect(refused).toMatchObject({ reason: 'proxy' });
      expect(JSON.stringify(refused)).not.toContain('secret');
      const stranger = await ReflectingApiServer.start();
      await expect(send('c', `http://me:proxy-secret@${proxy.url}`, stranger.authority.certPem)).rejects.toMatchObject({ reason: 'tls-ca' });
      await stranger.close();
      await expect(send('d', 'http://127.0.0.1:1')).rejects.toMatchObject({ reason: 'refused' });
    } finally {
      await pool.close();
      await server.close();
      proxy.close();
    }
  });

  it('is not reached through a proxy at an address that is not allowed', async () => {
    const server = await ReflectingApiServer.start();
    const pool = testPool({}, new EgressGuard(new EgressPolicy(), () => Promise.resolve([{ address: '169.254.169.254', family: 4 }])));
    const send = (proxyUrl: string) =>
      Promise.resolve().then(() => pool.to(targetOf(server, { server: 'https://cluster.test', proxyUrl })).send({ method: 'GET', path: KubePath.raw(['version']), context: {} }));
    await expect(send('http://127.0.0.1:3128')).rejects.toMatchObject({ code: 'address-refused' });
    await expect(send('http://proxy.test:3128')).rejects.toMatchObject({ reason: 'address-refused' });
    await expect(send('socks5://proxy.test:1080')).rejects.toMatchObject({ reason: 'address-refused' });
    await pool.close();
    await server.close();
  });
});
