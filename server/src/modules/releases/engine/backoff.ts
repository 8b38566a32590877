const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** 1 s, 2 s, 4 s … 60 s; what the cluster asks for (Retry-After) wins when it is longer. `attempt` counts from 1. */
export const backoffMs = (attempt: number, retryAfterS = 0): number => {
  const own = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 16));
  return Math.max(own, Math.min(retryAfterS * 1_000, LONGEST_MS));
};
