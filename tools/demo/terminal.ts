const colours = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
const paint = (code: number) => (text: string): string => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = paint(1);
export const dim = paint(2);
export const green = paint(32);
export const red = paint(31);
export const yellow = paint(33);

export const say = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

export const seconds = (durationMs: number): string => `${(durationMs / 1_000).toFixed(1)} s`;

/** Announces a step and says how long it took. */
export const step = async <T>(title: string, work: () => Promise<T>): Promise<T> => {
  const begunAt = performance.now();
  say(bold(title));
  const result = await work();
  say(dim(`  done in ${seconds(performance.now() - begunAt)}`));
  return result;
};
