import { type EnvironmentProviders, makeEnvironmentProviders } from '@angular/core';
import { ApiClient } from '../app/api/api-client';
import { Problem } from '../app/api/problem';

type Answer = (body: unknown) => unknown;

/** Answers a page's requests from a table and remembers them; what is not in the table is not found. */
export class FakeApi {
  readonly sent: { readonly request: string; readonly body: unknown }[] = [];
  private readonly answers = new Map<string, Answer>();

  /** `on('GET /clusters', { items: [] })`; a problem is thrown, a function is called with the body. */
  on(request: string, answer: unknown): this {
    this.answers.set(request, typeof answer === 'function' ? (answer as Answer) : () => answer);
    return this;
  }

  readonly get = (path: string): Promise<unknown> => this.answer('GET', path, undefined);
  readonly post = (path: string, body: unknown = {}): Promise<unknown> => this.answer('POST', path, body);
  readonly put = (path: string, body: unknown): Promise<unknown> => this.answer('PUT', path, body);
  readonly patch = (path: string, body: unknown): Promise<unknown> => this.answer('PATCH', path, body);
  readonly delete = (path: string): Promise<unknown> => this.answer('DELETE', path, undefined);

  private async answer(method: string, path: string, body: unknown): Promise<unknown> {
    const request = `${method} ${path}`;
    this.sent.push({ request, body });
    const answer = this.answers.get(request)?.(body) ?? problem(404, 'not-found', `${request} is not in the table`);
    if (answer instanceof Problem) throw answer;
    return answer;
  }
}

export const problem = (status: number, code: string, detail: string, facts: Readonly<Record<string, unknown>> = {}): Problem => new Problem(status, code, code, detail, [], '', null, facts);

export const provideFakeApi = (api: FakeApi): EnvironmentProviders => makeEnvironmentProviders([{ provide: ApiClient, useValue: api }]);
