import type { ReleaseEvent } from '@hyperkuber/contracts';

export interface FoldedEvent {
  readonly event: ReleaseEvent;
  /** Earlier reports of the same about the same target, newest first. */
  readonly earlier: readonly ReleaseEvent[];
}

/** A container that crashes and comes back says so every few seconds; what follows one another about one target becomes one line. Events come newest first. */
export const foldEvents = (events: readonly ReleaseEvent[]): readonly FoldedEvent[] => {
  const folded: { event: ReleaseEvent; earlier: ReleaseEvent[] }[] = [];
  const open = new Map<string, { event: ReleaseEvent; earlier: ReleaseEvent[] }>();
  for (const event of events) {
    const about = event.targetId ?? '';
    const last = open.get(about);
    if (event.type === 'health' || event.type === 'step') {
      if (last?.event.type === event.type) { last.earlier.push(event); continue; }
    }
    const line = { event, earlier: [] };
    folded.push(line);
    open.set(about, line);
  }
  return folded;
};
