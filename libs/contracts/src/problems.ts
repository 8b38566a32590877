import { z } from 'zod';

/** One fault of one field of the input. */
export const FieldFault = z.object({ path: z.string(), message: z.string() });
export type FieldFault = z.infer<typeof FieldFault>;

/** RFC 9457 problem details, `application/problem+json`; `type` is `urn:hyperkuber:problem:<code>`. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  errors: z.array(FieldFault).optional(),
  retryAfterS: z.number().optional(),
});
export type Problem = z.infer<typeof Problem>;

export const PROBLEM_PREFIX = 'urn:hyperkuber:problem:';

/** The code of a problem: `forbidden`, `cluster-not-found` and so on. */
export const problemCode = (problem: Pick<Problem, 'type'>): string => problem.type.startsWith(PROBLEM_PREFIX) ? problem.type.slice(PROBLEM_PREFIX.length) : 'unknown';
