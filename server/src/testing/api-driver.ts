import { problemCode, type Problem } from '@hyperkuber/contracts';

/** An answer, with what a test asks of it. */
export class ApiAnswer {
  constructor(
    readonly status: number,
    readonly headers: Headers,
    readonly text: string,
  ) {}

  json<T>(): T {
    return JSON.parse(this.text) as T;
  }

  /** `name=value` of the session cookie that came with it. */
  get cookie(): string {
    return this.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  /** The problem code, or '' when it is no problem. */
  get problem(): string {
    const isProblem = this.headers.get('content-type')?.startsWith('application/problem+json') === true;
    return isProblem ? problemCode(this.json<Problem>()) : '';
  }
}

/** Speaks to the API as one person. */
export class ApiDriver {
  constructor(
    readonly origin: string,
    private readonly credentials: Readonly<Record<string, string>> = {},
  ) {}

  withSession(cookie: string, csrfToken: string): ApiDriver {
    return new ApiDriver(this.origin, { cookie, 'x-hk-csrf': csrfToken });
  }

  withToken(token: string): ApiDriver {
    return new ApiDriver(this.origin, { authorization: `Bearer ${token}` });
  }

  with(headers: Readonly<Record<string, string>>): ApiDriver {
    return new ApiDriver(this.origin, { ...this.credentials, ...headers });
  }

  get(path: string): Promise<ApiAnswer> { return this.send('GET', path); }
  post(path: string, body: unknown = {}): Promise<ApiAnswer> { return this.send('POST', path, body); }
  put(path: string, body: unknown): Promise<ApiAnswer> { return this.send('PUT', path, body); }
  patch(path: string, body: unknown): Promise<ApiAnswer> { return this.send('PATCH', path, body); }
  delete(path: string): Promise<ApiAnswer> { return this.send('DELETE', path); }

  /** A string body goes as it is. */
  async send(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<ApiAnswer> {
    const response = await fetch(`${this.origin}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...this.credentials, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      redirect: 'manual',
    });
    return new ApiAnswer(response.status, response.headers, await response.text());
  }
}
