import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.ts';
import { ToolError } from './tool-error.ts';

export interface DebianProgram {
  readonly program: string;
  readonly debianPackage: string;
  /** The environment variable that names a running server instead. */
  readonly insteadOf: string;
}

const folders = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/bin', '/bin'];

/** The path of a program of Debian, installed when it is missing and this process may do so. */
export async function debianProgram(order: DebianProgram): Promise<string> {
  const present = await pathOf(order.program);
  if (present !== undefined) return present;
  await install(order);
  const installed = await pathOf(order.program);
  if (installed !== undefined) return installed;
  throw new ToolError(`The package ${order.debianPackage} brought no ${order.program}.`);
}

async function pathOf(program: string): Promise<string | undefined> {
  for (const folder of [...(process.env['PATH'] ?? '').split(':').filter((path) => path !== ''), ...folders]) {
    const path = join(folder, program);
    if (await access(path, constants.X_OK).then(() => true, () => false)) return path;
  }
  return undefined;
}

async function install({ program, debianPackage, insteadOf }: DebianProgram): Promise<void> {
  const otherwise = `install the package ${debianPackage}, or set ${insteadOf} to a running server`;
  if (process.getuid?.() !== 0) throw new ToolError(`${program} is missing: ${otherwise}.`);
  process.stderr.write(`Installing ${debianPackage} ...\n`);
  // Its service must not be started by the package: tests use their own, on their own port.
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  await run('apt-get', ['update', '-q'], { environment, timeoutMs: 300_000 });
  const { code, stderr } = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', debianPackage], { environment, timeoutMs: 600_000 });
  if (code !== 0) throw new ToolError(`${program} is missing and apt-get could not install it (${stderr.trim().slice(-200)}): ${otherwise}.`);
}
