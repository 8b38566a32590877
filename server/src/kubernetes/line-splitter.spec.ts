import fc from 'fast-check';
import { LineSplitter, LineTooLong } from './line-splitter.js';

const split = (chunks: readonly Buffer[], maxBytes = 1000) => {
  const splitter = new LineSplitter(maxBytes);
  return { lines: chunks.flatMap((chunk) => [...splitter.push(chunk)]), splitter };
};

describe('LineSplitter', () => {
  it('refuses a line that grows past its bound, in one piece or many', () => {
    expect(() => split([Buffer.from('x'.repeat(1001))])).toThrow(LineTooLong);
    expect(() => split(Array.from({ length: 11 }, () => Buffer.from('x'.repeat(100))))).toThrow(LineTooLong);
    expect(split([Buffer.from(`${'x'.repeat(900)}\n${'y'.repeat(900)}\n`)]).lines).toHaveLength(2);
  });

  it('gives the same lines however the bytes arrive', () => {
    const text = fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '中', '🙂', '"'), maxLength: 20 }).filter((line) => line !== ''), { maxLength: 10 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(200)), (lines, cuts) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort((a, b) => a - b);
        const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        expect(split(chunks).lines).toEqual(lines);
      }),
    );
  });

  it('tells an unfinished line', () => {
    expect(split([Buffer.from('a\nb')]).splitter.unfinishedBytes).toBe(1);
    expect(split([Buffer.from('a\r\n\n')])).toMatchObject({ lines: ['a'], splitter: { unfinishedBytes: 0 } });
  });
});
