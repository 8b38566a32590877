/** One document of a YAML stream, as a slice of the whole text. */
export interface YamlSlice {
  text: string;
  offset: number;
}

const MARKER = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;

/**
 * Cuts at document markers, which YAML forbids at the start of a line in any scalar. Cutting first keeps a mistake
 * in one document from hiding the next, and lets ten thousand documents be counted without reading them.
 */
export function* yamlDocuments(text: string): Generator<YamlSlice> {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const marker of text.matchAll(MARKER)) {
    if (marker.index > start) yield* filled(text, start, marker.index);
    start = marker[0] === '...' ? marker.index + 3 : marker.index;
  }
  yield* filled(text, start, text.length);
}

function* filled(text: string, start: number, end: number): Generator<YamlSlice> {
  const slice = text.slice(start, end);
  if (hasContent(slice)) yield { text: slice, offset: start };
}

/** Comments, directives and the marker itself are no content; `--- {a: 1}` is. */
function hasContent(slice: string): boolean {
  const body = slice.startsWith('---') ? slice.slice(3) : slice;
  for (let start = 0; start < body.length; ) {
    const newline = body.indexOf('\n', start);
    const end = newline < 0 ? body.length : newline;
    const line = body.slice(start, end).trim();
    if (line !== '' && !line.startsWith('#') && !line.startsWith('%')) return true;
    start = end + 1;
  }
  return false;
}

/** Line and column of offsets, counted from 1. */
export class TextLines {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) this.starts.push(index + 1);
  }

  positionOf(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }
}
