import { Bulkhead } from './bulkhead.js';
import { ClusterBusy } from './errors.js';

const make = (queueMs = 1000) => new Bulkhead('prod', { concurrent: 2, queued: 1, queueMs });

describe('Bulkhead', () => {
  it('refuses when places and queue are full', async () => {
    const bulkhead = make();
    const [leave] = await Promise.all([bulkhead.enter(), bulkhead.enter()]);
    const third = bulkhead.enter();
    await expect(bulkhead.enter()).rejects.toThrow(ClusterBusy);
    leave();
    leave();
    (await third)();
    expect(bulkhead.inUse).toBe(1);
  });

  it('refuses a caller that waited too long, and one that went away', async () => {
    const bulkhead = make(5);
    await Promise.all([bulkhead.enter(), bulkhead.enter()]);
    await expect(bulkhead.enter()).rejects.toThrow(ClusterBusy);
    const abort = new AbortController();
    const waiting = bulkhead.enter(abort.signal);
    abort.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    await expect(bulkhead.enter()).rejects.toThrow(ClusterBusy);
  });
});
