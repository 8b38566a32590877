import { TestBed } from '@angular/core/testing';
import { EVENT_SOURCE, followLive, type Live, type LiveEvent, type LiveOptions } from './live';

class FakeSource extends EventTarget {
  readonly CLOSED = 2;
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) { super(); }
  close(): void { this.readyState = 2; }
  send(id: string, data: string): void { this.dispatchEvent(new MessageEvent('message', { lastEventId: id, data })); }
}

const follow = (options: Partial<LiveOptions> = {}): { live: Live; sources: FakeSource[]; received: LiveEvent[] } => {
  const sources: FakeSource[] = [];
  const received: LiveEvent[] = [];
  const open = (url: string): EventSource => { const source = new FakeSource(url); sources.push(source); return source as unknown as EventSource; };
  TestBed.configureTestingModule({ providers: [{ provide: EVENT_SOURCE, useValue: open }] });
  const live = TestBed.runInInjectionContext(() => followLive({ path: '/releases/1/events', resumeParameter: 'after', receive: (event) => received.push(event), ...options }));
  return { live, sources, received };
};

describe('a live stream', () => {
  it('says that it is live once it is open, and gives what comes, parsed', () => {
    const { live, sources, received } = follow();
    expect(live.state()).toBe('connecting');
    sources[0]?.onopen?.();
    sources[0]?.send('7', '{"state":"running"}');
    expect(live.state()).toBe('live');
    expect(received).toEqual([{ id: '7', data: { state: 'running' } }]);
    live.close();
  });

  it('leaves a short break to the browser', () => {
    const { live, sources } = follow();
    sources[0]?.onopen?.();
    sources[0]?.onerror?.();
    expect(live.state()).toBe('connecting');
    expect(sources.length).toBe(1);
    live.close();
  });

  it('asks from time to time when streams do not come through, from where it was', async () => {
    const asked: (string | null)[] = [];
    const { live, sources, received } = follow({ poll: (lastId) => { asked.push(lastId); return Promise.resolve([{ id: '8', data: 'next' }]); } });
    sources[0]?.send('7', '"first"');
    for (let failure = 0; failure < 3; failure += 1) sources[0]?.onerror?.();
    await Promise.resolve();
    await Promise.resolve();
    expect(asked).toEqual(['7']);
    expect(live.state()).toBe('polling');
    expect(received.map((event) => event.id)).toEqual(['7', '8']);
    live.close();
  });

  it('stays closed', () => {
    const { live, sources } = follow();
    live.close();
    sources[0]?.onerror?.();
    expect(live.state()).toBe('closed');
    expect(sources[0]?.readyState).toBe(2);
  });
});
