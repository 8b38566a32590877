import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { pathToFileURL } from 'node:url';
import { built, run } from './workspace.ts';

const COMPRESSIBLE = /\.(js|css|html|svg|json|txt)$/;
const WORTH_BYTES = 1_024;
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const say = (text: string): void => { process.stderr.write(`${text}\n`); };

/** Every file of the console beside its .br and .gz, so that the server only sends bytes. */
const compressConsole = async (): Promise<void> => {
  const entries = await readdir(built.console, { recursive: true });
  for (const entry of entries.filter((name) => COMPRESSIBLE.test(name))) {
    const path = join(built.console, entry);
    const file = await stat(path);
    if (!file.isFile() || file.size < WORTH_BYTES) continue;
    const made = await stat(`${path}.br`).catch(() => undefined);
    if (made !== undefined && made.mtimeMs >= file.mtimeMs) continue;
    const text = await readFile(path);
    await writeFile(`${path}.gz`, await zip(text, { level: 9 }));
    await writeFile(`${path}.br`, await brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  }
};

/** Builds libraries, server and console; what has not changed comes from the cache. @throws when a part does not build. */
export const build = async (): Promise<void> => {
  const begunAt = Date.now();
  for (const [name, project] of [['libraries and server', 'server'], ['console', 'console']] as const) {
    say(`Building the ${name} ...`);
    const { code, output } = await run('nx', ['run-many', '-t', 'build', '-p', project, '--parallel=2', '--outputStyle=static'], { quiet: true });
    if (code !== 0) throw new Error(`The ${name} could not be built:\n${output}`);
  }
  await compressConsole();
  say(`Built in ${String(Math.round((Date.now() - begunAt) / 1000))} s.`);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await build();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
