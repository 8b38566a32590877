import { Agent, request } from 'node:https';
import type { KeyPairPem } from './certificates.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The few requests a cluster needs while it is being set up, with the admin's client certificate. */
export class ApiConnection {
  private readonly server: string;
  private readonly agent: Agent;

  constructor(server: string, caPem: string, admin: KeyPairPem) {
    this.server = server;
    this.agent = new Agent({ ca: caPem, cert: admin.certificatePem, key: admin.keyPem, keepAlive: true, maxSockets: 4 });
  }

  send(method: string, path: string, body?: object): Promise<ApiAnswer> {
    return new Promise((resolve, reject) => {
      const call = request(`${this.server}${path}`, {
        method, agent: this.agent, timeout: 10_000, headers: { 'content-type': 'application/json', 'user-agent': 'hyperkuber-tools' },
      }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.once('end', () => resolve({ status: response.statusCode ?? 0, body: parseBody(text) }));
        response.once('error', reject);
      });
      call.once('timeout', () => call.destroy(new Error(`${method} ${path} did not answer.`)));
      call.once('error', reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Creates an object; one that exists already is as good. */
  async create(path: string, body: object): Promise<unknown> {
    const answer = await this.send('POST', path, body);
    if (answer.status < 300 || answer.status === 409) return answer.body;
    throw new Error(`POST ${path} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 300)}`);
  }

  close(): void {
    this.agent.destroy();
  }
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
