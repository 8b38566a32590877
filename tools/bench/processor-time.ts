import { readFile } from 'node:fs/promises';

// USER_HZ, which Linux has fixed at 100 for what /proc shows.
const TICKS_PER_SECOND = 100;

/** Processor seconds of a process so far, in user and kernel, all of its threads. */
export const processorSeconds = async (processId: number): Promise<number> => {
  const text = await readFile(`/proc/${processId}/stat`, 'utf8');
  // The name in brackets may hold blanks; what follows it does not.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};
