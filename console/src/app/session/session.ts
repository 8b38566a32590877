import { computed, inject, Injectable, signal } from '@angular/core';
import type { Permission, Person, Session as SessionView } from '@hyperkuber/contracts';
import { ApiClient } from '../api/api-client';
import { toProblem } from '../api/problem';
import { AccountPreferences } from './account-preferences';

/** The signed-in person and what their roles offer. The server decides about every request; this only decides what to draw. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(ApiClient);
  private readonly preferences = inject(AccountPreferences);
  private readonly current = signal<SessionView | null>(null);
  private asked: Promise<boolean> | null = null;

  readonly person = computed<Person | null>(() => this.current()?.person ?? null);
  readonly permissions = computed<readonly Permission[]>(() => this.current()?.permissions ?? []);
  readonly csrfToken = computed(() => this.current()?.csrfToken ?? '');

  /** Whether somebody is signed in; the server is asked once. */
  async isSignedIn(): Promise<boolean> {
    if (this.current() !== null) return true;
    this.asked ??= this.restore();
    return this.asked;
  }

  async signIn(login: string, password: string): Promise<void> {
    const session = await this.api.post<SessionView>('/sessions', { login, password });
    this.accept(session);
    this.preferences.adopt(session.person);
  }

  async signOut(): Promise<void> {
    try {
      await this.api.delete('/sessions/current');
    } finally {
      this.forget();
    }
  }

  /** Called with the answer of a request that began a session by itself, as the set-up does. */
  accept(session: SessionView): void {
    this.current.set(session);
    this.asked = null;
  }

  /** The session has ended on the server. */
  forget(): void {
    this.current.set(null);
    this.asked = Promise.resolve(false);
  }

  /** Whether the person may do this anywhere, or in the one cluster. `*` in a permission stands for everything. */
  may(module: string, action: string, clusterId?: string): boolean {
    return this.permissions().some((permission) =>
      (permission.module === '*' || permission.module === module)
      && (permission.action === '*' || permission.action === action)
      && (permission.clusterIds === null || clusterId === undefined || permission.clusterIds.includes(clusterId)));
  }

  private async restore(): Promise<boolean> {
    try {
      this.accept(await this.api.get<SessionView>('/sessions/current'));
      return true;
    } catch (cause) {
      if (toProblem(cause).status !== 401) this.asked = null; // No answer is not "signed out": the next page asks again.
      return false;
    }
  }
}
