import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Problem, Session } from '@hyperkuber/contracts';
import { reasonOf, ToolError } from '../services/tool-error.ts';

const CALL_MS = 10_000;
const PATIENCE_MS = 90_000;
const PAUSE_MS = 150;

/** An answer of the API that is a refusal. */
export class Refused extends ToolError {
  readonly status: number;
  readonly code: string;

  constructor(what: string, status: number, code: string, detail: string) {
    super(`${what} answered ${status} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly cookies: readonly string[];
}

const parse = (text: string): unknown => (text === '' ? undefined : JSON.parse(text));

const problemOf = (text: string): Partial<Problem> => (text.startsWith('{') ? parse(text) as Partial<Problem> : { detail: text.slice(0, 200) });

/**
 * The API as a patient person uses it while servers die: an answer that did not come, or a 502, 503 or 504, is asked for
 * again, at the next address, until one comes. Whatever is posted must therefore bear being posted twice.
 */
export class PatientClient {
  private readonly origins: readonly string[];
  private turn = 0;
  private credentials: Record<string, string> = {};

  constructor(origins: readonly string[]) {
    this.origins = origins;
  }

  /** What proves who asks, for requests made elsewhere. */
  get headers(): Readonly<Record<string, string>> {
    return { ...this.credentials };
  }

  /** The same person at other addresses. */
  at(...origins: readonly string[]): PatientClient {
    const other = new PatientClient(origins);
    other.credentials = this.credentials;
    return other;
  }

  async openSession(path: string, body: unknown): Promise<Session> {
    const { text, cookies } = await this.demand('POST', path, body);
    const session = parse(text) as Session;
    this.credentials = { cookie: cookies[0]?.split(';')[0] ?? '', 'x-hk-csrf': session.csrfToken };
    return session;
  }

  async get<T>(path: string): Promise<T> {
    return parse((await this.demand('GET', path)).text) as T;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    return parse((await this.demand('POST', path, body, { 'idempotency-key': randomUUID() })).text) as T;
  }

  async delete(path: string): Promise<void> {
    await this.demand('DELETE', path);
  }

  private async demand(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const until = performance.now() + PATIENCE_MS;
    let last = '';
    while (performance.now() < until) {
      const answer = await this.send(method, path, body, headers).catch((cause: unknown) => {
        last = reasonOf(cause);
        return undefined;
      });
      if (answer !== undefined && ![502, 503, 504].includes(answer.status)) return this.accepted(`${method} ${path}`, answer);
      if (answer !== undefined) last = `${answer.status} ${answer.text.slice(0, 200)}`;
      this.turn += 1;
      await wait(PAUSE_MS);
    }
    throw new ToolError(`${method} ${path} was not answered within ${PATIENCE_MS / 1_000} s: ${last}`);
  }

  private accepted(what: string, answer: Answer): Answer {
    if (answer.status < 400) return answer;
    const { type = '', title = '', detail = '' } = problemOf(answer.text);
    throw new Refused(what, answer.status, type.slice(type.lastIndexOf(':') + 1), detail === '' ? title : detail);
  }

  private async send(method: string, path: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Answer> {
    const origin = this.origins[this.turn % this.origins.length] ?? '';
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { ...this.credentials, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(CALL_MS),
    });
    return { status: response.status, text: await response.text(), cookies: response.headers.getSetCookie() };
  }
}
