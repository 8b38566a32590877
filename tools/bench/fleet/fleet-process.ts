import { FakeApiServer } from './fake-api-server.ts';
import type { FleetNews, FleetOrder } from './messages.ts';

// A process of its own, so that the work of the fake clusters is not counted as anybody's.
const servers: FakeApiServer[] = [];
const ports: number[] = [];

const obey = async (order: FleetOrder): Promise<void> => {
  if (order.kind === 'start') {
    for (let index = 0; index < order.count; index += 1) {
      const server = new FakeApiServer(order.tls, order.serviceMs, order.namespaces);
      servers.push(server);
      ports.push(await server.listen());
    }
  }
  if (order.kind === 'hang') {
    const server = servers[order.index];
    if (server !== undefined) server.hangs = order.hangs;
  }
  const total = (pick: (server: FakeApiServer) => number): number => servers.reduce((sum, server) => sum + pick(server), 0);
  const news: FleetNews = { ports, requests: total(({ requests }) => requests), connections: total(({ connections }) => connections) };
  process.send?.(news);
};

process.on('message', (order: FleetOrder) => void obey(order));
process.on('disconnect', () => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
