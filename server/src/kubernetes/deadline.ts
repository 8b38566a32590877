/** Aborts when the time is up or the caller gives up, whichever is first, and tells the two apart. */
export class Deadline {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly follow = (): void => this.controller.abort(this.parent?.reason);
  isOver = false;

  constructor(
    ms: number,
    private readonly parent?: AbortSignal,
  ) {
    this.timer = setTimeout(() => {
      this.isOver = true;
      this.controller.abort(new DOMException('The time for this call is over.', 'TimeoutError'));
    }, ms);
    if (parent?.aborted) this.follow();
    else parent?.addEventListener('abort', this.follow, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get isAbandoned(): boolean {
    return this.controller.signal.aborted && !this.isOver;
  }

  /** Stops the clock; the caller's signal still ends the call. */
  stopClock(): void {
    clearTimeout(this.timer);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.parent?.removeEventListener('abort', this.follow);
  }
}
