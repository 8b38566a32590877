import { freePort } from './process/free-port.ts';
import type { ProgramStart } from './process/messages.ts';
import { ProgramEnded, SupervisedGroup } from './process/supervised-group.ts';
import { temporaryFolder } from './process/temporary-folder.ts';
import { waitFor } from './process/wait.ts';

export interface RunningService {
  readonly url: string;
  /** Ends the server and removes its data; a server given by URL is left alone. */
  stop(): Promise<void>;
}

export interface ServicePlan {
  readonly name: string;
  /** Prepares the folder and says how the server is started on the port. */
  prepare(folder: string, port: number): Promise<Pick<ProgramStart, 'command' | 'args'>>;
  /** Resolves once the server can be used; throws while it cannot. */
  greet(port: number): Promise<void>;
  urlOf(port: number): string;
}

/** Starts a server on a free loopback port with data of its own; it ends with this process. */
export async function startService(plan: ServicePlan): Promise<RunningService> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptStart(plan);
    } catch (cause) {
      // The port may have been taken between the choice and the start.
      if (attempt >= 3 || !(cause instanceof ProgramEnded) || !/address already in use|bind/i.test(cause.logTail)) throw cause;
    }
  }
}

export const givenService = (url: string): RunningService => ({ url, stop: () => Promise.resolve() });

async function attemptStart(plan: ServicePlan): Promise<RunningService> {
  const group = new SupervisedGroup();
  try {
    const folder = await temporaryFolder(plan.name);
    group.removeAtEnd(folder);
    const port = await freePort();
    const { command, args } = await plan.prepare(folder, port);
    const environment = { PATH: '/usr/sbin:/usr/bin:/bin', HOME: folder };
    await group.start({ id: plan.name, command, args, environment, folder, logPath: `${folder}/log` });
    await waitFor({ what: `${plan.name} answering`, timeoutMs: 60_000 }, async () => {
      await group.demandRunning(plan.name);
      await plan.greet(port);
      return true;
    });
    group.unref();
    return { url: plan.urlOf(port), stop: () => group.stop() };
  } catch (cause) {
    await group.stop();
    throw cause;
  }
}
