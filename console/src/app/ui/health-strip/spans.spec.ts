import { layOut, share } from './spans';

const DAY = 86_400_000;
const now = Date.parse('2026-03-02T00:00:00Z');

describe('a health strip', () => {
  it('leaves out what is older than its length and cuts what reaches over', () => {
    const parts = layOut([{ status: 'ok', text: '', from: '2026-02-27T00:00:00Z', until: '2026-02-28T00:00:00Z' }, { status: 'ok', text: '', from: '2026-02-28T00:00:00Z', until: null }], now, DAY);
    expect(parts).toEqual([{ status: 'ok', text: '', x: 0, width: 1_000 }]);
  });
  it('never draws a failure too thin to see, and draws it last', () => {
    const parts = layOut([{ status: 'failing', text: '', from: '2026-03-01T12:00:00Z', until: '2026-03-01T12:00:10Z' }, { status: 'ok', text: '', from: '2026-03-01T12:00:10Z', until: null }], now, DAY);
    expect(parts.map((part) => part.status)).toEqual(['ok', 'failing']);
    expect(parts[1]?.width).toBe(4);
  });
  it('says which part of the known time was well', () => {
    const parts = layOut([{ status: 'ok', text: '', from: '2026-03-01T12:00:00Z', until: '2026-03-01T18:00:00Z' }, { status: 'failing', text: '', from: '2026-03-01T18:00:00Z', until: null }], now, DAY);
    expect(share(parts, 'ok')).toBe(0.5);
    expect(share([], 'ok')).toBe(0);
  });
});
