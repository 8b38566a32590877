import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known of the request or job that is being served, for logs and for what goes out on its behalf. */
export interface RequestContext {
  readonly requestId: string;
  actorId?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

export const runInContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

/** The context of the running request or job; undefined at start-up and in timers of the platform itself. */
export const currentContext = (): RequestContext | undefined => storage.getStore();
