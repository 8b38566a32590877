import { computed, createEnvironmentInjector, effect, EnvironmentInjector, inject, linkedSignal, runInInjectionContext, signal, untracked } from '@angular/core';
import type { Page, ReleaseDetail, ReleaseEvent } from '@hyperkuber/contracts';
import { ApiClient } from '../../../api/api-client';
import { followLive, type Live, type LiveEvent, type LiveState } from '../../../api/live';
import { load } from '../../../api/load';
import { refreshEvery, reloadSoon } from '../../../api/refresh';

const PACE_MS = 20_000;

const isEvent = (data: unknown): data is ReleaseEvent => typeof data === 'object' && data !== null && 'sequence' in data && 'type' in data && 'code' in data;

/** A release as it is now and how it came to that: an event says that something changed, the server then says what. Made where `inject` may be called. */
export const liveRelease = (id: () => string) => {
  const [api, injector] = [inject(ApiClient), inject(EnvironmentInjector)];
  const source = load(id, (releaseId) => api.get<ReleaseDetail | null>(`/releases/${releaseId}`), null);
  const soon = reloadSoon(source);
  const events = linkedSignal<string, ReadonlyMap<number, ReleaseEvent>>({ source: id, computation: () => new Map() });
  const stream = signal<Live | null>(null);
  // A stream may be broken without anybody noticing; once in a while the page asks by itself.
  refreshEvery([source], () => PACE_MS);

  const receive = ({ data }: LiveEvent): void => {
    if (!isEvent(data)) return;
    const isNew = !events().has(data.sequence);
    events.update((known) => new Map(known).set(data.sequence, data));
    if (isNew) soon();
  };
  const poll = async (path: string, lastId: string | null): Promise<readonly LiveEvent[]> => {
    const { items } = await api.get<Page<ReleaseEvent>>(path, { cursor: lastId, limit: 200 });
    return items.map((event) => ({ id: String(event.sequence), data: event }));
  };
  effect((onCleanup) => {
    const path = `/releases/${id()}/events`;
    const life = createEnvironmentInjector([], injector);
    stream.set(untracked(() => runInInjectionContext(life, () => followLive({ path, resumeParameter: 'cursor', names: ['release', 'target', 'step', 'health'], receive, poll: (lastId) => poll(path, lastId) }))));
    onCleanup(() => life.destroy());
  });

  return {
    source,
    release: source.value,
    state: computed<LiveState>(() => stream()?.state() ?? 'connecting'),
    /** Newest first. */
    events: computed(() => [...events().values()].sort((a, b) => b.sequence - a.sequence)),
    /** Grows with every event of the target; what is shown of it reads again then. */
    pulseOf: (targetId: string): number => [...events().values()].filter((event) => event.targetId === targetId).length,
  };
};
export type LiveRelease = ReturnType<typeof liveRelease>;
