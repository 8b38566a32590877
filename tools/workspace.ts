import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

/** The checkout that these tools belong to. */
export const workspace = resolve(import.meta.dirname, '..');

/** Where the built parts stand. */
export const built = {
  main: join(workspace, 'dist/server/main.js'),
  worker: join(workspace, 'dist/server/worker.js'),
  migrate: join(workspace, 'dist/server/migrate.js'),
  openapi: join(workspace, 'dist/server/openapi.js'),
  console: join(workspace, 'dist/console'),
} as const;

export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** Runs a program of the workspace to its end; what it says goes to this terminal unless `quiet`, and is returned. */
export const run = (command: string, args: readonly string[], options: { readonly quiet?: boolean; readonly environment?: NodeJS.ProcessEnv } = {}): Promise<Finished> => new Promise((done, fail) => {
  const child = spawn(command, args, { cwd: workspace, env: options.environment ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
    if (options.quiet !== true) process.stderr.write(chunk);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.once('error', fail);
  child.once('exit', (code) => { done({ code: code ?? 1, output }); });
});
