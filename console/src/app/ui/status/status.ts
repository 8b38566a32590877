/** The marks of the whole console; each is a shape, a word and a colour. */
export const STATUSES = ['ok', 'progressing', 'warning', 'failing', 'unknown', 'paused', 'terminating'] as const;
export type Status = (typeof STATUSES)[number];

/** Worst first: the order in which lists and summaries name them. */
export const SEVERITY: Readonly<Record<Status, number>> = { failing: 0, warning: 1, progressing: 2, unknown: 3, terminating: 4, paused: 5, ok: 6 };
