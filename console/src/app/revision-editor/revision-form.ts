import { computed, inject, linkedSignal, signal } from '@angular/core';
import type { RevisionDetail } from '@hyperkuber/contracts';
import { ApiClient } from '../api/api-client';
import { load } from '../api/load';
import { type Problem, toProblem } from '../api/problem';
import { RevisionDrafts } from './revision-drafts';

export interface RevisionOrigin {
  readonly applicationId: string;
  /** The revision that the new one starts from; null for the first one. */
  readonly latest: number | null;
}

/** A revision being written: starts from the latest one or from what was begun before, and is sent once. Made where `inject` may be called. */
export const revisionForm = (origin: () => RevisionOrigin | undefined) => {
  const [api, drafts] = [inject(ApiClient), inject(RevisionDrafts)];
  const start = load(origin, async ({ applicationId, latest }) => (latest === null ? '' : (await api.get<RevisionDetail>(`/applications/${applicationId}/revisions/${latest}`)).manifests), '');
  const id = computed(() => origin()?.applicationId ?? '');
  const kept = computed(() => drafts.find(id()));
  const manifests = linkedSignal(() => kept()?.manifests ?? start.value());
  const note = linkedSignal(() => kept()?.note ?? '');
  const problem = signal<Problem | null>(null);
  const busy = signal(false);
  const changed = computed(() => manifests() !== start.value());
  return {
    start, manifests, note, changed,
    problem: problem.asReadonly(),
    busy: busy.asReadonly(),
    write: (text: string): void => {
      manifests.set(text);
      problem.set(null);
      if (text !== start.value()) drafts.keep(id(), { manifests: text, note: note() });
    },
    annotate: (text: string): void => { note.set(text); },
    /** Back to the revision it started from. */
    discard: (): void => {
      drafts.drop(id());
      manifests.set(start.value());
      note.set('');
      problem.set(null);
    },
    /** The new revision, or null when it was refused; the reason is then in `problem`. */
    save: async (applicationId = id()): Promise<RevisionDetail | null> => {
      if (busy()) return null;
      busy.set(true);
      problem.set(null);
      try {
        const revision = await api.post<RevisionDetail>(`/applications/${applicationId}/revisions`, { manifests: manifests(), note: note().trim() });
        drafts.drop(id());
        return revision;
      } catch (cause) {
        problem.set(toProblem(cause));
        return null;
      } finally {
        busy.set(false);
      }
    },
  };
};
export type RevisionForm = ReturnType<typeof revisionForm>;
