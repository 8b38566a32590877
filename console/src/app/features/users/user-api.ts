import { inject, Injectable } from '@angular/core';
import type { BindingCreate, BindingSummary, ClusterSummary, Page, PasswordReset, RoleSummary, UserCreate, UserSummary, UserUpdate } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';

const PAGE = 500;
const MOST_PAGES = 10;

/** The server's routes about people and their roles. */
@Injectable({ providedIn: 'root' })
export class UserApi {
  private readonly api = inject(ApiClient);

  people(): Promise<readonly UserSummary[]> {
    return this.all<UserSummary>('/users');
  }

  async roles(): Promise<readonly RoleSummary[]> {
    return (await this.api.get<Page<RoleSummary>>('/roles')).items;
  }

  /** The clusters on which a role can be given, as far as the person may see them. */
  clusters(): Promise<readonly ClusterSummary[]> {
    return this.all<ClusterSummary>('/clusters');
  }

  create(order: UserCreate): Promise<UserSummary> {
    return this.api.post('/users', order);
  }

  update(id: string, change: UserUpdate): Promise<UserSummary> {
    return this.api.patch(`/users/${id}`, change);
  }

  resetPassword(id: string): Promise<PasswordReset> {
    return this.api.post(`/users/${id}/password-resets`);
  }

  remove(id: string): Promise<void> {
    return this.api.delete(`/users/${id}`);
  }

  give(order: BindingCreate): Promise<BindingSummary> {
    return this.api.post('/bindings', order);
  }

  take(bindingId: string): Promise<void> {
    return this.api.delete(`/bindings/${bindingId}`);
  }

  private async all<T>(path: string): Promise<readonly T[]> {
    const items: T[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer: Page<T> = await this.api.get<Page<T>>(path, { limit: PAGE, cursor });
      items.push(...answer.items);
      cursor = answer.nextCursor;
      if (cursor === null) break;
    }
    return items;
  }
}
