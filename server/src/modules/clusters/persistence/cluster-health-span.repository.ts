import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, MoreThan } from 'typeorm';
import { Tables } from '../../../persistence/tables.js';
import type { Tx } from '../../../persistence/unit-of-work.js';
import type { Span } from '../cluster.js';
import { ClusterHealthSpanEntity } from './cluster-health-span.entity.js';

const PAGE_MAX = 2_000;

@Injectable()
export class ClusterHealthSpanRepository {
  constructor(private readonly tables: Tables) {}

  /** Ends the open span and begins the next one. */
  async begin(span: Span, tx?: Tx): Promise<void> {
    const spans = this.tables.of(ClusterHealthSpanEntity, tx);
    await spans.update({ clusterId: span.clusterId, until: IsNull() }, { until: span.from });
    await spans.insert({ ...span });
  }

  /** Spans that reach into the time after `after`, oldest first. */
  async findSince(clusterId: string, after: Date, tx?: Tx): Promise<Span[]> {
    const found = await this.tables.of(ClusterHealthSpanEntity, tx).createQueryBuilder('span')
      .where('span.clusterId = :clusterId AND (span.until IS NULL OR span.until > :after)', { clusterId, after })
      .orderBy('span.from', 'DESC').take(PAGE_MAX).getMany();
    return found.reverse();
  }

  /** Outages that began after a moment. */
  countOutagesAfter(clusterId: string, after: Date, tx?: Tx): Promise<number> {
    return this.tables.of(ClusterHealthSpanEntity, tx).countBy({ clusterId, state: 'unreachable', from: MoreThan(after) });
  }

  async forgetBefore(clusterId: string, before: Date, tx?: Tx): Promise<void> {
    await this.tables.of(ClusterHealthSpanEntity, tx).delete({ clusterId, until: LessThan(before) });
  }
}
