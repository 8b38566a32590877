import type { ReleaseEvent } from '@hyperkuber/contracts';
import { foldEvents } from './fold-lines';

const event = (sequence: number, type: ReleaseEvent['type'], targetId: string | null): ReleaseEvent => ({ sequence, type, targetId, at: '', code: '', detail: '' });

it('folds what one target reports again and again, and nothing else', () => {
  const folded = foldEvents([event(7, 'target', 'a'), event(6, 'health', 'a'), event(5, 'health', 'b'), event(4, 'health', 'a'), event(3, 'target', 'a'), event(2, 'health', 'a'), event(1, 'release', null)]);
  expect(folded.map((line) => [line.event.sequence, ...line.earlier.map(({ sequence }) => sequence)])).toEqual([[7], [6, 4], [5], [3], [2], [1]]);
});
