import type { Problem, Session } from '@hyperkuber/contracts';
import { ToolError } from '../services/tool-error.ts';

const TIMEOUT_MS = 30_000;

/** What a refusal says, in one sentence. */
const sentenceOf = (text: string): string => {
  if (!text.startsWith('{')) return text.slice(0, 200);
  const { title, detail, errors } = JSON.parse(text) as Problem;
  const faults = (errors ?? []).map(({ path, message }) => `${path}: ${message}`).join('; ');
  return [title, detail, faults].filter((part) => part !== undefined && part !== '').join('. ');
};

/** The API as one person uses it; a problem becomes a sentence. */
export class Api {
  private readonly origin: string;
  private credentials: Record<string, string> = {};

  constructor(origin: string) {
    this.origin = origin;
  }

  /** Takes over the session that the answer of a sign-in or set-up opened. */
  async openSession(path: string, body: unknown): Promise<Session> {
    const response = await this.fetch('POST', path, body);
    const session = await this.parse<Session>('POST', path, response);
    this.credentials = { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '', 'x-hk-csrf': session.csrfToken };
    return session;
  }

  async get<T>(path: string): Promise<T> {
    return this.parse('GET', path, await this.fetch('GET', path));
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    return this.parse('POST', path, await this.fetch('POST', path, body));
  }

  async delete(path: string): Promise<void> {
    await this.parse('DELETE', path, await this.fetch('DELETE', path));
  }

  private fetch(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.origin}${path}`, {
      method,
      headers: { ...this.credentials, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  private async parse<T>(method: string, path: string, response: Response): Promise<T> {
    const text = await response.text();
    if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T;
    throw new ToolError(`${method} ${path} answered ${response.status}: ${sentenceOf(text)}`);
  }
}
