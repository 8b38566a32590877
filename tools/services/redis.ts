import { connect } from 'node:net';
import { debianProgram } from './debian-package.ts';
import { givenService, startService, type RunningService } from './service.ts';

/** An empty Redis that keeps everything in memory. */
export async function startRedis(): Promise<RunningService> {
  const given = process.env['HYPERKUBER_TEST_REDIS_URL'];
  if (given) return givenService(given);
  const command = await debianProgram({ program: 'redis-server', debianPackage: 'redis-server', insteadOf: 'HYPERKUBER_TEST_REDIS_URL' });
  return startService({
    name: 'redis',
    prepare: async (folder, port) => ({
      command,
      args: ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction', '--databases', '64'],
    }),
    greet: ping,
    urlOf: (port) => `redis://127.0.0.1:${port}/0`,
  });
}

function ping(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 }, () => socket.write('PING\r\n'));
    socket.once('data', (answer) => {
      socket.destroy();
      if (answer.toString('utf8').startsWith('+PONG')) resolve();
      else reject(new Error('Redis is still loading.'));
    });
    socket.once('timeout', () => socket.destroy(new Error('Redis did not answer.')));
    socket.once('error', reject);
  });
}
