import { inject, Injectable } from '@angular/core';
import type { ClusterCreate, ClusterCredential, ClusterDetail, ClusterSummary, ClusterTrial, ClusterUpdate, HealthHistory, HealthSpan, Page, ProbeReport } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';

const PAGE = 500;
// Two thousand clusters; a list longer than that is not read by anybody.
const MOST_PAGES = 4;

/** The server's routes about clusters. */
@Injectable({ providedIn: 'root' })
export class ClusterApi {
  private readonly api = inject(ApiClient);

  /** All clusters that the person may see, by name. */
  async list(): Promise<readonly ClusterSummary[]> {
    const items: ClusterSummary[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer: Page<ClusterSummary> = await this.api.get<Page<ClusterSummary>>('/clusters', { limit: PAGE, cursor });
      items.push(...answer.items);
      cursor = answer.nextCursor;
      if (cursor === null) break;
    }
    return items;
  }

  read(id: string): Promise<ClusterDetail> {
    return this.api.get(`/clusters/${id}`);
  }

  async health(id: string, hours: number): Promise<readonly HealthSpan[]> {
    return (await this.api.get<HealthHistory>(`/clusters/${id}/health`, { hours })).items;
  }

  /** Tries a credential out; nothing is stored. */
  tryOut(trial: ClusterTrial): Promise<ProbeReport> {
    return this.api.post('/clusters/trials', trial);
  }

  register(order: ClusterCreate): Promise<ClusterDetail> {
    return this.api.post('/clusters', order);
  }

  update(id: string, change: ClusterUpdate): Promise<ClusterDetail> {
    return this.api.patch(`/clusters/${id}`, change);
  }

  rotate(id: string, credential: ClusterCredential): Promise<ClusterDetail> {
    return this.api.post(`/clusters/${id}/credentials`, { credential });
  }

  probe(id: string): Promise<ProbeReport> {
    return this.api.post(`/clusters/${id}/probes`);
  }

  remove(id: string, force: boolean): Promise<void> {
    return this.api.delete(`/clusters/${id}${force ? '?force=true' : ''}`);
  }
}
