import { setTimeout as delay } from 'node:timers/promises';
import { ToolError } from '../tool-error.ts';

export interface Patience {
  readonly what: string;
  readonly timeoutMs: number;
  readonly everyMs?: number;
}

/** Asks again until the probe answers something other than undefined; a probe that throws counts as "not yet". */
export async function waitFor<T>(patience: Patience, probe: () => Promise<T | undefined>): Promise<T> {
  const endsAt = performance.now() + patience.timeoutMs;
  let lastFailure: unknown;
  while (performance.now() < endsAt) {
    try {
      const answer = await probe();
      if (answer !== undefined) return answer;
    } catch (cause) {
      if (cause instanceof ToolError) throw cause;
      lastFailure = cause;
    }
    await delay(patience.everyMs ?? 100);
  }
  throw new ToolError(`${patience.what} did not happen within ${patience.timeoutMs / 1000} s.`, { cause: lastFailure });
}
