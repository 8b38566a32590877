import { newId } from '../../kernel/ids.js';
import type { Bus, BusOptions } from '../bus.js';
import { eventually } from './eventually.js';

/** What every bus promises. `open` returns two ends of one bus; in one process both are the same. */
export function busContract(open: (options: BusOptions) => readonly [Bus, Bus]): void {
  let here: Bus;
  let there: Bus;
  let topic: string;
  let errors: unknown[];

  beforeEach(() => {
    errors = [];
    [here, there] = open({ onError: (error) => errors.push(error) });
    topic = `contract.${newId()}`;
  });
  afterEach(async () => {
    await here.close();
    await there.close();
  });

  it('tells nothing of another topic, and nothing after the end of a subscription', async () => {
    const heard: unknown[] = [];
    const stop = await there.subscribe(topic, (message) => { heard.push(message); });
    await there.subscribe(`${topic}.end`, (message) => { heard.push(message); });
    await here.publish(`${topic}.other`, 1);
    await here.publish(topic, 2);
    await eventually(() => heard.length === 1);
    stop();
    await here.publish(topic, 3);
    await here.publish(`${topic}.end`, 'end');
    await eventually(() => heard.includes('end'));
    expect(heard).toEqual([2, 'end']);
  });

  it('tells every listener at both ends, as JSON', async () => {
    const heard: unknown[] = [];
    for (const bus of [here, there, there]) await bus.subscribe(topic, (message) => { heard.push(message); });
    await here.publish(topic, { at: new Date(0), left: undefined });
    await eventually(() => heard.length === 3);
    expect(heard).toEqual(Array.from({ length: 3 }, () => ({ at: '1970-01-01T00:00:00.000Z' })));
  });

  it('keeps the order of one publisher', async () => {
    const heard: unknown[] = [];
    await there.subscribe(topic, (message) => { heard.push(message); });
    for (let n = 0; n < 50; n++) await here.publish(topic, n);
    await eventually(() => heard.length === 50);
    expect(heard).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  it('goes on after a listener that throws', async () => {
    const heard: unknown[] = [];
    await there.subscribe(topic, () => { throw new Error('listener'); });
    await there.subscribe(topic, (message) => { heard.push(message); });
    await here.publish(topic, 1);
    await here.publish(topic, 2);
    await eventually(() => heard.length === 2 && errors.length === 2);
  });

  it('ends one subscription of a topic and leaves the other', async () => {
    const heard: unknown[] = [];
    const listener = (message: unknown): void => { heard.push(message); };
    const stop = await there.subscribe(topic, listener);
    await there.subscribe(topic, listener);
    stop();
    await here.publish(topic, 1);
    await here.publish(topic, 2);
    await eventually(() => heard.includes(2));
    expect(heard).toEqual([1, 2]);
  });
}
