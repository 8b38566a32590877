import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterPrograms } from '../../kubernetes/index.ts';
import { ToolError } from '../../services/tool-error.ts';
import type { FakeCluster } from '../fleet/fake-fleet.ts';
import { manifestsOf } from './manifests.ts';

export const KUBECTL_AT_ONCE = 8;

export interface KubectlRound {
  readonly wallS: number;
  readonly processorS: number;
}

const asSeconds = (text: string): number => {
  const [, minutes = '0', seconds = '0'] = /^(\d+)m([\d.]+)s$/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(seconds);
};

/** The second line of the shell's `times` is what its children took. */
const processorOf = (output: string): number => (output.trim().split('\n').at(-1) ?? '').split(' ').reduce((sum, part) => sum + asSeconds(part), 0);

/** `kubectl apply --server-side` for each cluster, several at once, as an operator's script would do it. */
export class Kubectl {
  private readonly folder: string;
  private readonly namespace: string;
  private readonly program: string;

  private constructor(folder: string, namespace: string, program: string) {
    this.folder = folder;
    this.namespace = namespace;
    this.program = program;
  }

  static async over(fleet: readonly FakeCluster[], folder: string, namespace: string): Promise<Kubectl> {
    await mkdir(folder, { recursive: true });
    const paths = fleet.map(({ name }) => join(folder, `${name}.yaml`));
    await Promise.all(fleet.map(({ kubeconfig }, index) => writeFile(paths[index] ?? '', kubeconfig, { mode: 0o600 })));
    await writeFile(join(folder, 'clusters'), `${paths.join('\n')}\n`);
    return new Kubectl(folder, namespace, (await clusterPrograms()).kubectl);
  }

  /** Forgets what it knows about the clusters from earlier rounds. */
  async forget(): Promise<void> {
    await rm(this.cache, { recursive: true, force: true });
  }

  async round(round: string): Promise<KubectlRound> {
    await writeFile(join(this.folder, 'objects.yaml'), manifestsOf(round));
    const script = `xargs -a clusters -P ${KUBECTL_AT_ONCE} -I{} "$KUBECTL" --kubeconfig {} --cache-dir "$CACHE" --namespace ${this.namespace} apply --server-side -f objects.yaml >kubectl.log 2>&1 || exit 1; times`;
    const begunAt = performance.now();
    const { code, output } = await this.shell(script);
    const wallS = (performance.now() - begunAt) / 1_000;
    if (code !== 0) throw new ToolError(`kubectl failed; ${join(this.folder, 'kubectl.log')} says why.`);
    return { wallS, processorS: processorOf(output) };
  }

  private get cache(): string {
    return join(this.folder, 'cache');
  }

  private shell(script: string): Promise<{ readonly code: number; readonly output: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn('bash', ['-c', script], { cwd: this.folder, env: { PATH: process.env['PATH'] ?? '', HOME: this.folder, LC_ALL: 'C', KUBECTL: this.program, CACHE: this.cache }, stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString('utf8'); });
      child.once('error', reject);
      child.once('exit', (code) => { resolve({ code: code ?? 1, output }); });
    });
  }
}
