import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApplicationSummary, RevisionSummary } from '@hyperkuber/contracts';
import type { Api } from './api.ts';

const FOLDER = join(import.meta.dirname, 'applications');

export interface DemoApplication {
  readonly application: ApplicationSummary;
  readonly revision: RevisionSummary;
}

/** The manifests of a folder below `applications`, its files in the order of their names. */
export const manifestsOf = async (name: string): Promise<string> => {
  const folder = join(FOLDER, name);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  return (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('\n---\n');
};

/** The application with one revision; found again where the data folder has it. */
export const application = async (api: Api, name: string, description: string): Promise<DemoApplication> => {
  const { items } = await api.get<{ items: ApplicationSummary[] }>('/api/v1/applications');
  const found = items.find((item) => item.name === name) ?? await api.post<ApplicationSummary>('/api/v1/applications', { name, description });
  if (found.latestRevision === null) {
    const revision = await api.post<RevisionSummary>(`/api/v1/applications/${found.id}/revisions`, { manifests: await manifestsOf(name), note: 'First revision' });
    return { application: found, revision };
  }
  return { application: found, revision: await api.get<RevisionSummary>(`/api/v1/applications/${found.id}/revisions/${found.latestRevision}`) };
};
