import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedFolder } from '../../services/cache.ts';
import { run } from '../../services/run.ts';
import { ToolError } from '../../services/tool-error.ts';
import { versions, type ProgramName } from './versions.ts';

interface Release {
  readonly key: string;
  readonly url: string;
  /** Where the publisher lists the checksum. We pin none ourselves: this guards against damage, and trusts the publisher's host. */
  readonly checksumUrl: string;
  /** Path of the program inside, when the release is an archive. */
  readonly inArchive?: string;
}

const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';

/** The program from its official release, checked against the published SHA-256. */
export async function downloaded(name: ProgramName): Promise<string> {
  const release = releaseOf(name);
  const folder = await cachedFolder(release.key, async (draft) => {
    process.stderr.write(`Downloading ${release.url} ...\n`);
    const bytes = await fetchBytes(release.url);
    demandChecksum(release, bytes, (await fetchBytes(release.checksumUrl)).toString('utf8'));
    await unpack(release, bytes, draft, name);
    await chmod(join(draft, name), 0o755);
  });
  return join(folder, name);
}

function releaseOf(name: ProgramName): Release {
  const github = 'https://github.com';
  if (name === 'etcd') {
    const base = `${github}/etcd-io/etcd/releases/download/v${versions.etcd}`;
    const stem = `etcd-v${versions.etcd}-linux-${architecture}`;
    return { key: `etcd-${versions.etcd}-download`, url: `${base}/${stem}.tar.gz`, checksumUrl: `${base}/SHA256SUMS`, inArchive: `${stem}/etcd` };
  }
  if (name === 'kwok') {
    const url = `${github}/kubernetes-sigs/kwok/releases/download/v${versions.kwok}/kwok-linux-${architecture}`;
    return { key: `kwok-${versions.kwok}-download`, url, checksumUrl: `${url}.sha256` };
  }
  if (name === 'helm') {
    const url = `https://get.helm.sh/helm-v${versions.helm}-linux-${architecture}.tar.gz`;
    return { key: `helm-${versions.helm}-download`, url, checksumUrl: `${url}.sha256sum`, inArchive: `linux-${architecture}/helm` };
  }
  const url = `https://dl.k8s.io/v${versions.kubernetes}/bin/linux/${architecture}/${name}`;
  return { key: `${name}-${versions.kubernetes}-download`, url, checksumUrl: `${url}.sha256` };
}

async function fetchBytes(url: string): Promise<Buffer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(300_000) }).catch((cause: unknown) => {
    throw new ToolError(`${new URL(url).host} cannot be reached`, { cause });
  });
  if (!response.ok) throw new ToolError(`${url} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

function demandChecksum(release: Release, bytes: Buffer, list: string): void {
  const expected = publishedChecksum(list, release.url.slice(release.url.lastIndexOf('/') + 1));
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (expected !== actual) throw new ToolError(`${release.url} does not have the published checksum`);
}

/** The list is either one bare checksum or lines of "checksum  file"; anything else names none. */
export function publishedChecksum(list: string, file: string): string | undefined {
  const lines = list.trim().split('\n').map((line) => line.trim().split(/\s+\*?/));
  const bare = lines.length === 1 && lines[0]?.length === 1 ? lines[0][0] : undefined;
  const checksum = lines.find(([, name]) => name === file)?.[0] ?? bare;
  return checksum !== undefined && /^[0-9a-f]{64}$/.test(checksum) ? checksum : undefined;
}

async function unpack(release: Release, bytes: Buffer, draft: string, name: ProgramName): Promise<void> {
  if (release.inArchive === undefined) return writeFile(join(draft, name), bytes);
  const archive = join(draft, 'archive.tar.gz');
  const inner = join(draft, 'archive');
  await writeFile(archive, bytes);
  await mkdir(inner);
  const { code, stderr } = await run('tar', ['-xzf', archive, '-C', inner]);
  if (code !== 0) throw new ToolError(`${release.url} could not be unpacked: ${stderr.trim()}`);
  await copyFile(join(inner, release.inArchive), join(draft, name));
}
