import { build } from '../build.ts';
import { ToolError } from '../services/tool-error.ts';
import { measureFanOut } from './fan-out/release-fan-out.ts';
import { fanOutReport } from './fan-out/fan-out-report.ts';
import { measureFirstLoad } from './first-load/console-first-load.ts';
import { firstLoadReport } from './first-load/first-load-report.ts';
import { machineLine } from './machine.ts';
import { benchOptions, type BenchOptions, type Row } from './options.ts';
import { note, say } from './table.ts';

const reports: Readonly<Record<Row, (options: BenchOptions) => Promise<string>>> = {
  'release-fan-out': async (options) => fanOutReport(await measureFanOut(options), options),
  'console-first-load': async (options) => firstLoadReport(await measureFirstLoad(options)),
};

const main = async (): Promise<void> => {
  const options = benchOptions(process.argv.slice(2));
  if (!options.built) await build();
  for (const row of options.rows) {
    note(`Measuring ${row} ...`);
    const report = await reports[row](options);
    say(`\n${report}\nMachine: ${await machineLine()}; others may share it.\n`);
  }
};

try {
  await main();
} catch (cause) {
  note(cause instanceof ToolError ? cause.message : String(cause instanceof Error ? cause.stack : cause));
  process.exitCode = 1;
}
process.exit();
