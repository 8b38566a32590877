import { join } from 'node:path';
import { exists } from '../../services/cache.ts';
import { platform, unpackedFromToolbox } from '../../services/toolbox.ts';
import { reasonOf, ToolError } from '../../services/tool-error.ts';
import { builtWithGo } from './go-build.ts';
import { downloaded } from './download.ts';
import { onThisMachine } from './on-this-machine.ts';
import { programNames, versions, type ClusterProgramName, type ProgramName } from './versions.ts';

export type ClusterPrograms = Readonly<Record<ClusterProgramName, string>>;

type Way = (name: ProgramName) => Promise<string | undefined>;

const fromToolbox: Way = async (name) => {
  const folder = await unpackedFromToolbox(`kubernetes-${versions.kubernetes}-${platform}`);
  if (folder === undefined) return undefined;
  const path = join(folder, name);
  return (await exists(path)) ? path : undefined;
};

const ways: readonly (readonly [string, Way])[] = [
  ['the toolbox', fromToolbox], ['this machine', onThisMachine], ['download', downloaded], ['building with Go', builtWithGo],
];

let found: Promise<ClusterPrograms> | undefined;

/** The programs a cluster consists of, found once per process; the first way that has a program wins. */
export function clusterPrograms(): Promise<ClusterPrograms> {
  found ??= findAll().catch((cause: unknown) => {
    found = undefined;
    throw cause;
  });
  return found;
}

export const helmProgram = (): Promise<string> => find('helm');

async function findAll(): Promise<ClusterPrograms> {
  const paths = new Map<ClusterProgramName, string>();
  for (const name of programNames) paths.set(name, await find(name));
  const pathOf = (name: ClusterProgramName): string => paths.get(name) ?? name;
  return {
    etcd: pathOf('etcd'), 'kube-apiserver': pathOf('kube-apiserver'), 'kube-controller-manager': pathOf('kube-controller-manager'),
    'kube-scheduler': pathOf('kube-scheduler'), kubectl: pathOf('kubectl'), kwok: pathOf('kwok'),
  };
}

async function find(name: ProgramName): Promise<string> {
  const refusals: string[] = [];
  for (const [title, way] of ways) {
    try {
      const path = await way(name);
      if (path !== undefined) return path;
      refusals.push(`${title}: not there`);
    } catch (cause) {
      refusals.push(`${title}: ${reasonOf(cause)}`);
    }
  }
  throw new ToolError(`${name} is needed for a local cluster and was not found (${refusals.join('; ')}). Set HYPERKUBER_TOOLBOX to a folder with kubernetes-${versions.kubernetes}-${platform}.tar.xz, or KUBEBUILDER_ASSETS to a folder with the programs.`);
}
