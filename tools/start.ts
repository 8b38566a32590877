import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { build } from './build.ts';
import { built } from './workspace.ts';

/** Runs the built server in this terminal; builds it first when it is not there. */
if (!existsSync(built.main) || !existsSync(built.console)) await build();
const server = spawn(process.execPath, ['--enable-source-maps', built.main, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { server.kill(signal); });
server.once('exit', (code) => { process.exit(code ?? 1); });
