import { writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedFolder } from '../../services/cache.ts';
import { run, type RunResult } from '../../services/run.ts';
import { ToolError } from '../../services/tool-error.ts';
import { versions, type ProgramName } from './versions.ts';

interface Source {
  readonly key: string;
  readonly module: string;
  readonly version: string;
  readonly command: string;
  readonly linkerFlags: string;
}

/** The last resort: builds the program from its Go module. The first build of Kubernetes takes minutes and 2.4 GB of memory. */
export async function builtWithGo(name: ProgramName): Promise<string> {
  const { code, stdout } = await run('go', ['version']);
  if (code !== 0) throw new ToolError('Go is not installed');
  if (!/go1\.(2[6-9]|[3-9]\d)/.test(stdout)) throw new ToolError(`Go 1.26 is needed, this is ${stdout.trim()}`);
  const source = sourceOf(name);
  const folder = await cachedFolder(source.key, async (draft) => {
    process.stderr.write(`Building ${name} with Go, which takes some minutes ...\n`);
    await build(source, name, draft);
  });
  return join(folder, 'bin', name);
}

function sourceOf(name: ProgramName): Source {
  if (name === 'etcd') return { key: `etcd-${versions.etcd}-go`, module: 'go.etcd.io/etcd/server/v3', version: `v${versions.etcd}`, command: 'go.etcd.io/etcd/server/v3', linkerFlags: '' };
  if (name === 'kwok') return { key: `kwok-${versions.kwok}-go`, module: 'sigs.k8s.io/kwok', version: `v${versions.kwok}`, command: 'sigs.k8s.io/kwok/cmd/kwok', linkerFlags: '' };
  if (name === 'helm') return { key: `helm-${versions.helm}-go`, module: 'helm.sh/helm/v4', version: `v${versions.helm}`, command: 'helm.sh/helm/v4/cmd/helm', linkerFlags: '' };
  const version = `v${versions.kubernetes}`;
  const [major, minor] = versions.kubernetes.split('.');
  const flags = { gitVersion: version, gitMajor: major, gitMinor: minor };
  const linkerFlags = Object.entries(flags).map(([key, value]) => `-X k8s.io/component-base/version.${key}=${value}`).join(' ');
  return { key: `${name}-${versions.kubernetes}-go`, module: 'k8s.io/kubernetes', version, command: `k8s.io/kubernetes/cmd/${name}`, linkerFlags };
}

async function build(source: Source, name: ProgramName, draft: string): Promise<void> {
  const folder = join(draft, 'module');
  await mkdir(folder);
  const go = async (args: readonly string[]): Promise<RunResult> => {
    const result = await run('go', args, { folder, environment: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=mod' } });
    if (result.code !== 0) throw new ToolError(`go ${args[0] ?? ''} failed: ${result.stderr.trim().slice(-400)}`);
    return result;
  };
  await writeFile(join(folder, 'go.mod'), `module hyperkuber.io/local\n\ngo 1.26\n\nrequire ${source.module} ${source.version}\n`);
  await writeFile(join(folder, 'import.go'), `//go:build never\n\npackage local\n\nimport _ "${source.command}"\n`);
  if (source.module === 'k8s.io/kubernetes') await writeFile(join(folder, 'go.mod'), await kubernetesModule(source, go));
  await go(['mod', 'tidy']);
  await go(['build', '-trimpath', '-ldflags', `-s -w ${source.linkerFlags}`, '-o', join(draft, 'bin', name), source.command]);
}

/** k8s.io/kubernetes requires its own parts at v0.0.0 and replaces them by folders of its repository; outside it they are modules of their own. */
async function kubernetesModule(source: Source, go: (args: readonly string[]) => Promise<RunResult>): Promise<string> {
  const { stdout } = await go(['mod', 'download', '-json', `${source.module}@${source.version}`]);
  const downloaded = parseDownload(stdout);
  const { stdout: text } = await go(['mod', 'edit', '-json', downloaded.GoMod]);
  const parts = parseModule(text).Require.filter(({ Version }) => Version === 'v0.0.0');
  const partVersion = source.version.replace(/^v1/, 'v0');
  const replacements = parts.map(({ Path }) => `replace ${Path} => ${Path} ${partVersion}`);
  return `module hyperkuber.io/local\n\ngo 1.26\n\nrequire ${source.module} ${source.version}\n\n${replacements.join('\n')}\n`;
}

const parseDownload = (text: string): { GoMod: string } => JSON.parse(text) as { GoMod: string };
const parseModule = (text: string): { Require: { Path: string; Version: string }[] } => JSON.parse(text) as { Require: { Path: string; Version: string }[] };
