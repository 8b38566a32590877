import type { KubeObject } from '@hyperkuber/kube';
import { manifestsOf } from './applications.ts';
import type { FleetMember } from './fleet.ts';
import { ToolError } from '../services/tool-error.ts';

interface Live {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: { readonly replicas?: number };
  readonly status?: { readonly availableReplicas?: number };
}

/** Loaded when it is needed: in a fresh clone the library is built by the demonstration itself. */
const objectsOf = async (name: string): Promise<KubeObject[]> => {
  const { parseManifests } = await import('@hyperkuber/kube');
  return parseManifests(await manifestsOf(name)).documents.map(({ object }) => object);
};

const keyOf = (kind: string, name: string): string => `${kind}/${name}`;

/** What the cluster itself says, past the platform: which objects of the application are missing or not available. */
const faultsIn = async ({ cluster }: FleetMember, name: string, namespace: string): Promise<string[]> => {
  const wanted = await objectsOf(name);
  const kinds = [...new Set(wanted.map(({ kind }) => kind.toLowerCase()))];
  const { code, stdout, stderr } = await cluster.kubectl(['get', kinds.join(','), '-n', namespace, '-o', 'json']);
  if (code !== 0) return [`kubectl failed: ${stderr.trim().slice(0, 300)}`];
  const live = new Map((JSON.parse(stdout) as { items: Live[] }).items.map((item) => [keyOf(item.kind, item.metadata.name), item]));
  return wanted.flatMap(({ kind, metadata }) => {
    const found = live.get(keyOf(kind, metadata.name));
    if (found === undefined) return [`${kind}/${metadata.name} is missing`];
    if (kind !== 'Deployment') return [];
    const asked = found.spec?.replicas ?? 1;
    const available = found.status?.availableReplicas ?? 0;
    return available < asked ? [`${kind}/${metadata.name} has ${available} of ${asked} available`] : [];
  });
};

/** Reads the application back from every cluster. @throws ToolError that names what is not there. */
export const readBack = async (fleet: readonly FleetMember[], name: string, namespace: string): Promise<number> => {
  const faults = await Promise.all(fleet.map(async (member) => (await faultsIn(member, name, namespace)).map((fault) => `${member.name}: ${fault}`)));
  if (faults.flat().length > 0) throw new ToolError(`Read back from the clusters, this is wrong:\n  ${faults.flat().slice(0, 20).join('\n  ')}`);
  return (await objectsOf(name)).length;
};
