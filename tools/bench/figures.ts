/** What several rounds came to. The machine may be shared, so the least and the middle count, not the mean. */
export interface Spread {
  readonly least: number;
  readonly middle: number;
  readonly most: number;
}

/** @throws RangeError without a single value. */
export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((left, right) => left - right);
  const [least] = sorted;
  const most = sorted.at(-1);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (least === undefined || most === undefined || middle === undefined) throw new RangeError('There is nothing to compare.');
  return { least, middle, most };
};

export const formatSpread = ({ least, middle, most }: Spread, digits = 2): string => [least, middle, most].map((value) => value.toFixed(digits)).join(' / ');
