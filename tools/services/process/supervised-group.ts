import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { ToolError } from '../tool-error.ts';
import { encode, parseNews, type News, type Order, type ProgramStart } from './messages.ts';

export interface ProgramExit {
  readonly code: number | null;
  readonly signal: string | null;
}

interface Program {
  readonly logPath: string;
  pid?: number;
  exit?: ProgramExit;
  readonly onChange: Set<() => void>;
}

/** Programs that live no longer than this process: stopped together, or ended by their supervisor when this process is gone. */
export class SupervisedGroup {
  private readonly supervisor: ChildProcessByStdio<Writable, Readable, null>;
  private readonly programs = new Map<string, Program>();
  private readonly supervisorEnded: Promise<void>;

  constructor() {
    this.supervisor = spawn(process.execPath, [join(import.meta.dirname, 'supervisor.ts')], {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
      env: { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1' },
    });
    this.supervisor.stdin.on('error', () => undefined);
    this.supervisorEnded = new Promise((resolve) => {
      this.supervisor.once('exit', () => {
        this.endLeftovers();
        resolve();
      });
      this.supervisor.once('error', () => resolve());
    });
    createInterface({ input: this.supervisor.stdout }).on('line', (line) => this.learn(parseNews(line)));
  }

  /** Starts a program under a name of its own and answers its process id. */
  async start(program: ProgramStart): Promise<number> {
    const entry: Program = { logPath: program.logPath, onChange: new Set() };
    this.programs.set(program.id, entry);
    this.order({ kind: 'start', program });
    while (entry.pid === undefined && entry.exit === undefined) await this.changeOf(entry);
    if (entry.pid === undefined) throw new ToolError(`${program.command} could not be started: ${await tailOf(program.logPath)}`);
    return entry.pid;
  }

  signal(id: string, signal: NodeJS.Signals): void {
    this.order({ kind: 'signal', id, signal });
  }

  /** Kills one program and answers when it is gone. */
  async kill(id: string): Promise<void> {
    const entry = this.programs.get(id);
    if (!entry) return;
    this.signal(id, 'SIGKILL');
    while (entry.exit === undefined) await this.changeOf(entry);
  }

  exitOf(id: string): ProgramExit | undefined {
    return this.programs.get(id)?.exit;
  }

  /** Throws with the end of its log when a program that should be running is not. */
  async demandRunning(id: string): Promise<void> {
    const entry = this.programs.get(id);
    if (entry?.exit === undefined) return;
    throw new ProgramEnded(id, await tailOf(entry.logPath));
  }

  removeAtEnd(path: string): void {
    this.order({ kind: 'remove-at-end', path });
  }

  /** Lets this process end by itself although the programs still run; they then end with it. */
  unref(): void {
    this.supervisor.unref();
    // Pipes of a child are sockets, which their general type does not tell.
    for (const pipe of [this.supervisor.stdin, this.supervisor.stdout]) if (pipe instanceof Socket) pipe.unref();
  }

  /** Ends every program, then the supervisor; the folders named for removal are gone afterwards. */
  async stop(): Promise<void> {
    this.supervisor.ref();
    this.supervisor.stdin.end();
    await this.supervisorEnded;
  }

  private order(order: Order): void {
    if (this.supervisor.stdin.writable) this.supervisor.stdin.write(encode(order));
  }

  private learn(news: News): void {
    const entry = this.programs.get(news.id);
    if (!entry) return;
    if (news.kind === 'started') entry.pid = news.pid;
    else entry.exit = news.kind === 'exited' ? { code: news.code, signal: news.signal } : { code: null, signal: null };
    for (const wake of entry.onChange) wake();
    entry.onChange.clear();
  }

  private changeOf(entry: Program): Promise<void> {
    return new Promise((resolve) => {
      entry.onChange.add(resolve);
    });
  }

  /** A supervisor that was killed could not clean up; its programs are ended from here. */
  private endLeftovers(): void {
    for (const entry of this.programs.values()) {
      if (entry.pid !== undefined && entry.exit === undefined) killGroup(entry.pid);
      entry.exit ??= { code: null, signal: 'SIGKILL' };
      for (const wake of entry.onChange) wake();
    }
  }
}

/** A program ended by itself; `logTail` is what it said last. */
export class ProgramEnded extends ToolError {
  readonly logTail: string;
  constructor(id: string, logTail: string) {
    super(`${id} ended by itself: ${logTail}`);
    this.logTail = logTail;
  }
}

const tailOf = async (logPath: string): Promise<string> => (await readFile(logPath, 'utf8').catch(() => '')).slice(-1500).trim();

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
