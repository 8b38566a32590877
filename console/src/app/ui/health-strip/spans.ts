import type { Status } from '../status/status';

export interface HealthSpan {
  readonly status: Status;
  /** What a pointer over the span says, translated. */
  readonly text: string;
  readonly from: string;
  /** Null while it lasts. */
  readonly until: string | null;
}

export interface StripPart {
  readonly status: Status;
  readonly text: string;
  readonly x: number;
  readonly width: number;
}

const WIDTH = 1_000;
// A failure of ten seconds is 0.1 units wide and would not be seen; what went wrong is never drawn thinner than this.
const THINNEST = 4;

/** Places the spans on a strip of 1000 units that ends now. */
export const layOut = (spans: readonly HealthSpan[], nowMs: number, lengthMs: number): readonly StripPart[] => {
  const start = nowMs - lengthMs;
  const parts = spans.flatMap(({ status, text, from, until }) => {
    const [begin, end] = [Math.max(Date.parse(from), start), Math.min(until === null ? nowMs : Date.parse(until), nowMs)];
    if (end <= begin) return [];
    return [{ status, text, x: ((begin - start) / lengthMs) * WIDTH, width: Math.max(((end - begin) / lengthMs) * WIDTH, status === 'ok' ? 0 : THINNEST) }];
  });
  return [...parts.filter((part) => part.status === 'ok'), ...parts.filter((part) => part.status !== 'ok')];
};

/** The part of the known time with this status, 0 to 1. */
export const share = (parts: readonly StripPart[], status: Status): number => {
  const known = parts.reduce((sum, part) => sum + part.width, 0);
  return known === 0 ? 0 : parts.filter((part) => part.status === status).reduce((sum, part) => sum + part.width, 0) / known;
};
