const newline = 0x0a;

/** Raised by `push` when a line grows past its bound. */
export class LineTooLong extends Error {}

/** Cuts a byte stream into lines. Decodes whole lines only, so a character split over two chunks stays whole. */
export class LineSplitter {
  private rest: Buffer[] = [];
  private size = 0;

  constructor(private readonly maxBytes: number) {}

  *push(chunk: Buffer): Generator<string> {
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      this.keep(chunk.subarray(from, at));
      from = at + 1;
      const line = this.take();
      if (line !== '') yield line;
    }
    this.keep(chunk.subarray(from));
  }

  /** What came after the last newline: not empty when the stream broke off inside a line. */
  get unfinishedBytes(): number {
    return this.size;
  }

  private keep(part: Buffer): void {
    if (part.length === 0) return;
    this.size += part.length;
    if (this.size > this.maxBytes) throw new LineTooLong(`A line is longer than ${String(this.maxBytes)} bytes.`);
    this.rest.push(part);
  }

  private take(): string {
    const line = Buffer.concat(this.rest, this.size).toString('utf8').trim();
    this.rest = [];
    this.size = 0;
    return line;
  }
}
