import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const workspace = resolve(import.meta.dirname, '../..');

export interface StageFacts {
  readonly origin: string;
  readonly setupToken: string;
  readonly clusters: readonly { readonly name: string; readonly kubeconfig: string }[];
}

/** Server and clusters of the journeys, in a process of their own that ends with this one. */
export class Stage {
  private constructor(
    readonly facts: StageFacts,
    private readonly child: ChildProcess,
  ) {}

  static async open(clusters: number): Promise<Stage> {
    const child = spawn(process.execPath, [join(workspace, 'tools/test/stage.ts'), String(clusters)], { cwd: workspace, stdio: ['pipe', 'pipe', 'inherit'] });
    const facts = await new Promise<StageFacts>((done, fail) => {
      createInterface({ input: child.stdout }).once('line', (line) => done(JSON.parse(line) as StageFacts));
      child.once('exit', (code) => fail(new Error(`The stage ended with ${code ?? 'a signal'} before it stood.`)));
    });
    return new Stage(facts, child);
  }

  async close(): Promise<void> {
    const gone = new Promise((done) => this.child.once('exit', done));
    this.child.stdin?.end();
    await gone;
  }
}
