import { Slots } from './slots.js';

const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

describe('the places for calls', () => {
  it('are not all taken by one silent cluster', async () => {
    const slots = new Slots({ all: 3, perCluster: 2 });
    const silent = Promise.withResolvers<void>();
    const waiting = Array.from({ length: 50 }, () => slots.run('silent', () => silent.promise));
    await expect(slots.run('lively', () => Promise.resolve('done'))).resolves.toBe('done');
    silent.resolve();
    await Promise.all(waiting);
  });

  it('are bounded over all clusters', async () => {
    const slots = new Slots({ all: 2, perCluster: 2 });
    const gate = Promise.withResolvers<void>();
    let running = 0;
    const runs = ['a', 'b', 'c'].map((cluster) => slots.run(cluster, async () => {
      running += 1;
      await gate.promise;
    }));
    await settled();
    expect(running).toBe(2);
    gate.resolve();
    await Promise.all(runs);
  });
});
