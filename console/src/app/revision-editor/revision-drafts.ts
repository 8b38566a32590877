import { Injectable } from '@angular/core';

export interface RevisionDraft {
  readonly manifests: string;
  readonly note: string;
}

/** Revisions that were begun and not saved, by application. Kept in memory only: manifests may hold secrets. */
@Injectable({ providedIn: 'root' })
export class RevisionDrafts {
  private readonly drafts = new Map<string, RevisionDraft>();

  find(applicationId: string): RevisionDraft | null {
    return this.drafts.get(applicationId) ?? null;
  }

  keep(applicationId: string, draft: RevisionDraft): void {
    this.drafts.set(applicationId, draft);
  }

  drop(applicationId: string): void {
    this.drafts.delete(applicationId);
  }
}
