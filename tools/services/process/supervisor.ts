import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { encode, parseOrder, type News, type Order, type ProgramStart } from './messages.ts';

// A process of its own that starts programs for its parent and ends them all when the pipe from the parent closes,
// which the kernel does even after SIGKILL. It runs in a session of its own, so Ctrl-C at the parent does not reach it first.
const children = new Map<string, ChildProcess>();
const foldersToRemove: string[] = [];
const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
let ending = false;

const tell = (news: News): void => {
  process.stdout.write(encode(news));
};

function start(program: ProgramStart): void {
  const log = openSync(program.logPath, 'a');
  // The second line of defence: should this process itself be killed, the kernel ends its children.
  const command = setpriv ?? program.command;
  const args = setpriv ? ['--pdeathsig', 'KILL', '--', program.command, ...program.args] : [...program.args];
  const child = spawn(command, args, {
    cwd: program.folder,
    env: { ...program.environment },
    stdio: ['ignore', log, log],
    detached: true,
    ...(program.userId === undefined ? {} : { uid: program.userId }),
    ...(program.groupId === undefined ? {} : { gid: program.groupId }),
  });
  closeSync(log);
  children.set(program.id, child);
  child.once('error', (cause) => {
    children.delete(program.id);
    tell({ kind: 'failed', id: program.id, reason: cause.message });
  });
  child.once('exit', (code, signal) => {
    // Whatever the program started itself goes with it.
    signalGroup(child, 'SIGKILL');
    if (children.get(program.id) === child) children.delete(program.id);
    tell({ kind: 'exited', id: program.id, code, signal });
  });
  if (child.pid !== undefined) tell({ kind: 'started', id: program.id, pid: child.pid });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

function obey(order: Order): void {
  if (ending) return;
  switch (order.kind) {
    case 'start':
      start(order.program);
      return;
    case 'signal': {
      const child = children.get(order.id);
      if (child) signalGroup(child, order.signal);
      return;
    }
    case 'remove-at-end':
      foldersToRemove.push(order.path);
  }
}

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  const exits = [...children.values()].map((child) => new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
    signalGroup(child, 'SIGKILL');
  }));
  await Promise.all(exits);
  for (const folder of foldersToRemove) await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  process.exit(0);
}

process.stdout.on('error', () => void end());
process.on('uncaughtException', () => void end());
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end());
createInterface({ input: process.stdin })
  .on('line', (line) => obey(parseOrder(line)))
  .on('close', () => void end());
