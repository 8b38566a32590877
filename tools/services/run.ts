import { spawn } from 'node:child_process';

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly folder?: string;
  readonly input?: string;
  readonly timeoutMs?: number;
}

/** Runs a program to its end and answers what it said; a program that cannot be started answers code 127. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      stdio: 'pipe',
      env: options.environment ? { ...options.environment } : process.env,
      ...(options.folder === undefined ? {} : { cwd: options.folder }),
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: 'SIGKILL' }),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.on('error', () => undefined).end(options.input ?? '');
    child.once('error', (cause) => resolve({ code: 127, stdout, stderr: cause.message }));
    child.once('close', (code) => resolve({ code: code ?? 137, stdout, stderr }));
  });
}
