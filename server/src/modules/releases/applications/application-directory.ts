import { Injectable } from '@nestjs/common';
import type { ApplicationSummary, Page, PageQuery, RevisionDetail, RevisionSummary } from '@hyperkuber/contracts';
import { Access } from '../../../access/access.js';
import type { Actor } from '../../../access/actor.js';
import { ReleaseClusters } from '../cluster-access.js';
import { RevisionNotFound } from '../errors.js';
import { pageOf } from '../page.js';
import type { ApplicationEntity } from '../persistence/application.entity.js';
import { Applications } from '../persistence/applications.repository.js';
import { Placements } from '../persistence/placements.repository.js';
import { Revisions } from '../persistence/revisions.repository.js';
import { reaches, reachOf } from '../reach.js';
import { applicationView, revisionDetailView, revisionView } from '../views.js';
import { RevisionVault } from './revision-vault.js';
import { maskedText } from './secret-text.js';
import { VisibleApplication } from './visible-application.js';

/** What people may read about applications. Places on clusters that they may not see are left out. */
@Injectable()
export class ApplicationDirectory {
  constructor(
    private readonly access: Access,
    private readonly visible: VisibleApplication,
    private readonly applications: Applications,
    private readonly revisions: Revisions,
    private readonly placements: Placements,
    private readonly clusters: ReleaseClusters,
    private readonly vault: RevisionVault,
  ) {}

  async page(actor: Actor, { limit, cursor, search }: PageQuery): Promise<Page<ApplicationSummary>> {
    if (await this.access.scopeOf(actor, 'read', 'applications') === null) return { items: [], nextCursor: null };
    const rows = await this.applications.page({ limit: limit + 1, before: cursor }, search);
    const { items, nextCursor } = pageOf(rows, limit, ({ id }) => id);
    return { items: await this.views(actor, items), nextCursor };
  }

  async find(actor: Actor, id: string): Promise<ApplicationSummary> {
    const application = await this.visible.load(actor, id);
    const [view] = await this.views(actor, [application]);
    return view ?? applicationView(application, [], new Map());
  }

  async revisionPage(actor: Actor, id: string, { limit, cursor }: PageQuery): Promise<Page<RevisionSummary>> {
    await this.visible.load(actor, id);
    const below = cursor === undefined ? undefined : Number(cursor);
    const rows = await this.revisions.page(id, limit + 1, below !== undefined && Number.isSafeInteger(below) ? below : undefined);
    const { items, nextCursor } = pageOf(rows, limit, ({ number }) => String(number));
    return { items: items.map(revisionView), nextCursor };
  }

  async revision(actor: Actor, id: string, number: number): Promise<RevisionDetail> {
    const application = await this.visible.load(actor, id);
    const revision = await this.revisions.find(id, number);
    if (revision === undefined) throw new RevisionNotFound(`${application.name} has no revision ${String(number)}.`);
    return revisionDetailView(revision, maskedText(this.vault.open(revision), this.vault.digestOf(application)));
  }

  private async views(actor: Actor, applications: readonly ApplicationEntity[]): Promise<ApplicationSummary[]> {
    const reach = reachOf(await this.access.scopeOf(actor, 'read', 'clusters'));
    const placed = (await this.placements.ofApplications(applications.map(({ id }) => id))).filter(({ clusterId }) => reaches(reach, clusterId));
    const names = await this.clusters.describe(placed.map(({ clusterId }) => clusterId));
    return applications.map((application) => applicationView(application, placed.filter(({ applicationId }) => applicationId === application.id), names));
  }
}
