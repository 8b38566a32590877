/** Something without which the process cannot serve: the database, the queue. Resolves to a reason, or null when well. */
export interface ReadinessCheck {
  readonly name: string;
  readonly check: () => Promise<string | null>;
}

/** Whether this process can serve. Modules add their checks at start; `drain` turns it off for good at shutdown. */
export class Readiness {
  private readonly checks: ReadinessCheck[] = [];
  private draining = false;

  add(check: ReadinessCheck): void {
    this.checks.push(check);
  }

  drain(): void {
    this.draining = true;
  }

  /** Reasons not to serve, by check; empty when ready. A check that throws is a reason of its own. */
  async faults(): Promise<Record<string, string>> {
    if (this.draining) return { process: 'shutting down' };
    const answers = await Promise.all(this.checks.map(async ({ name, check }) => [name, await check().catch(() => 'failed')] as const));
    return Object.fromEntries(answers.flatMap(([name, reason]) => (reason === null ? [] : [[name, reason] as const])));
  }
}
