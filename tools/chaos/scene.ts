import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClusterDetail } from '@hyperkuber/contracts';
import type { RunningCluster } from '../kubernetes/index.ts';
import { ToolError } from '../services/tool-error.ts';
import type { PatientClient } from './client.ts';

/** Makes the first administrator by the set-up link and signs in as them. */
export const setUp = async (client: PatientClient, dataDir: string): Promise<{ readonly login: string; readonly password: string }> => {
  const token = (await readFile(join(dataDir, 'setup-token'), 'utf8').catch(() => '')).trim();
  if (token === '') throw new ToolError(`No set-up link lies in ${dataDir}.`);
  const person = { login: 'ada', password: randomBytes(12).toString('base64url') };
  await client.openSession('/api/v1/setup', { token, ...person, displayName: 'Ada' });
  return person;
};

/** Registers each cluster by its kubeconfig. */
export const addClusters = async (client: PatientClient, clusters: readonly RunningCluster[]): Promise<ClusterDetail[]> => {
  const details: ClusterDetail[] = [];
  for (const { name, adminKubeconfig } of clusters) {
    details.push(await client.post<ClusterDetail>('/api/v1/clusters', { name, mode: 'direct', environment: 'development', labels: {}, credential: { kind: 'kubeconfig', kubeconfig: adminKubeconfig } }));
  }
  return details;
};
