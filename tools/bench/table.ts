/** Columns as wide as their widest cell; the first row is the head. */
export const table = (rows: ReadonlyArray<readonly string[]>): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string => `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(line)].join('\n');
};

export const say = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

/** What goes on, beside the result. */
export const note = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
