import { chmod, chown, copyFile, link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { auditPolicy } from './audit-policy.ts';
import { Authority, newSigningPair, type KeyPairPem } from './certificates.ts';
import type { ClusterPlan } from './cluster-options.ts';
import type { ClusterPorts } from './cluster-ports.ts';
import { kubeconfig } from './kubeconfig.ts';
import { firstLogLines } from './kwok/container-log.ts';
import { kwokConfiguration } from './kwok/kwok-configuration.ts';
import type { ClusterPrograms } from './programs/cluster-programs.ts';

/** Where everything of one cluster lies below its data folder. */
export interface ClusterFolder {
  readonly root: string;
  readonly kwok: string;
  readonly kwokProgram: string;
  readonly workFolder: string;
  readonly containerLogPath: string;
  readonly auditLogPath: string;
  readonly adminKubeconfigPath: string;
  readonly server: string;
  readonly caPem: string;
  readonly admin: KeyPairPem;
  /** Set when this process is root: kwok runs commands of `kubectl exec`, so it gives up its rights first. */
  readonly kwokUserId: number | undefined;
  path(file: string): string;
}

const unprivilegedId = 65534;

const serverNames = [
  { type: 'dns', value: 'localhost' }, { type: 'ip', value: '127.0.0.1' }, { type: 'ip', value: '10.0.0.1' },
  { type: 'dns', value: 'kubernetes' }, { type: 'dns', value: 'kubernetes.default' }, { type: 'dns', value: 'kubernetes.default.svc' },
  { type: 'dns', value: 'kubernetes.default.svc.cluster.local' },
] as const;

export async function writeClusterFolder(root: string, plan: ClusterPlan, ports: ClusterPorts, programs: ClusterPrograms): Promise<ClusterFolder> {
  const authority = await Authority.create(`${plan.name}-ca`);
  const admin = await authority.issue({ commonName: 'kubernetes-admin', organization: 'system:masters' });
  const folder = layout(root, ports, authority, admin);
  for (const path of [folder.kwok, folder.workFolder, folder.path('log'), folder.path('home')]) await mkdir(path, { recursive: true });
  await writeControlPlaneFiles(folder, plan, authority);
  await writeKwokFiles(folder, plan, ports, authority, programs);
  return folder;
}

function layout(root: string, ports: ClusterPorts, authority: Authority, admin: KeyPairPem): ClusterFolder {
  const kwok = join(root, 'kwok');
  return {
    root, kwok, admin,
    kwokProgram: join(kwok, 'kwok'),
    workFolder: join(kwok, 'work'),
    containerLogPath: join(kwok, 'container.log'),
    auditLogPath: join(root, 'audit.log'),
    adminKubeconfigPath: join(root, 'admin.kubeconfig'),
    server: `https://127.0.0.1:${ports.apiServer}`,
    caPem: authority.pem.certificatePem,
    kwokUserId: process.getuid?.() === 0 ? unprivilegedId : undefined,
    path: (file) => join(root, file),
  };
}

async function writeControlPlaneFiles(folder: ClusterFolder, plan: ClusterPlan, authority: Authority): Promise<void> {
  const tokens = await newSigningPair();
  const own = async (file: string, text: string): Promise<void> => writeFile(folder.path(file), text, { mode: 0o600 });
  const pair = async (name: string, { certificatePem, keyPem }: KeyPairPem): Promise<void> => {
    await own(`${name}.crt`, certificatePem);
    await own(`${name}.key`, keyPem);
  };
  const client = async (userName: string, user: KeyPairPem): Promise<string> => kubeconfig({ cluster: plan.name, server: folder.server, caPem: folder.caPem, userName, user: { pair: user } });
  await pair('ca', authority.pem);
  await pair('server', await authority.issue({ commonName: 'kube-apiserver', serverNames }));
  await pair('kubelet-client', await authority.issue({ commonName: 'kube-apiserver-kubelet-client', organization: 'system:masters' }));
  await own('service-account.pub', tokens.publicPem);
  await own('service-account.key', tokens.privatePem);
  await own('audit-policy.yaml', stringify(auditPolicy));
  await own('admin.kubeconfig', await client('kubernetes-admin', folder.admin));
  for (const name of ['kube-controller-manager', 'kube-scheduler']) {
    await own(`${name}.kubeconfig`, await client(name, await authority.issue({ commonName: `system:${name}` })));
  }
}

/** kwok's files belong to the user it runs as, and it can read no others of the cluster. */
async function writeKwokFiles(folder: ClusterFolder, plan: ClusterPlan, ports: ClusterPorts, authority: Authority, programs: ClusterPrograms): Promise<void> {
  const serving = await authority.issue({ commonName: 'kwok', serverNames });
  const user = await authority.issue({ commonName: 'kwok', organization: 'system:masters' });
  const files: Record<string, string> = {
    'serving.crt': serving.certificatePem,
    'serving.key': serving.keyPem,
    'kubeconfig': kubeconfig({ cluster: plan.name, server: folder.server, caPem: folder.caPem, userName: 'kwok', user: { pair: user } }),
    'kwok.yaml': kwokConfiguration({ port: ports.kubelet, containerLogPath: folder.containerLogPath, workFolder: folder.workFolder }),
    'container.log': firstLogLines(new Date()),
  };
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder.kwok, file), text, { mode: 0o600 });
  // The cache may lie in a home folder that the unprivileged user cannot enter.
  await link(programs.kwok, folder.kwokProgram).catch(() => copyFile(programs.kwok, folder.kwokProgram));
  await chmod(folder.kwok, 0o700);
  if (folder.kwokUserId === undefined) return;
  for (const path of [folder.kwok, folder.workFolder, ...Object.keys(files).map((file) => join(folder.kwok, file))]) await chown(path, folder.kwokUserId, folder.kwokUserId);
}
