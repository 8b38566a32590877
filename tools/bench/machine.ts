import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { run } from '../workspace.ts';

/** Where the figures were taken, in one line. */
export const machineLine = async (): Promise<string> => {
  const { output } = await run('git', ['log', '-1', '--format=%h'], { quiet: true });
  const changed = (await run('git', ['status', '--porcelain', '--', 'server', 'console', 'libs'], { quiet: true })).output.trim() !== '';
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory} GiB, load ${(loadavg()[0] ?? 0).toFixed(1)}, Node ${process.versions.node}, commit ${output.trim()}${changed ? ' with changes' : ''}`;
};
