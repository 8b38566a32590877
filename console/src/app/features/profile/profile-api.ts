import { inject, Injectable } from '@angular/core';
import type { ClusterSummary, Page, PasswordChange, Person, ProfileUpdate, Session as SessionView, TokenCreate, TokenCreated, TokenSummary } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { Session } from '../../session/session';

const PAGE = 500;

/** The server's routes about one's own account. */
@Injectable({ providedIn: 'root' })
export class ProfileApi {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);

  /** Changes the profile; the bar and the greeting follow. */
  async update(change: ProfileUpdate): Promise<void> {
    await this.api.patch<Person>('/profile', change);
    this.session.accept(await this.api.get<SessionView>('/sessions/current'));
  }

  changePassword(change: PasswordChange): Promise<void> {
    return this.api.put('/profile/password', change);
  }

  async tokens(): Promise<readonly TokenSummary[]> {
    return (await this.api.get<Page<TokenSummary>>('/tokens', { limit: PAGE })).items;
  }

  createToken(order: TokenCreate): Promise<TokenCreated> {
    return this.api.post('/tokens', order);
  }

  revokeToken(id: string): Promise<void> {
    return this.api.delete(`/tokens/${id}`);
  }

  async clusters(): Promise<readonly ClusterSummary[]> {
    return (await this.api.get<Page<ClusterSummary>>('/clusters', { limit: PAGE })).items;
  }
}
