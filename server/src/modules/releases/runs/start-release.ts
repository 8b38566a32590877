import { Injectable } from '@nestjs/common';
import type { ReleaseCreate, ReleaseDetail } from '@hyperkuber/contracts';
import type { Actor } from '../../../access/actor.js';
import type { FieldFault } from '../../../kernel/domain-error.js';
import { newId } from '../../../kernel/ids.js';
import { VisibleApplication } from '../applications/visible-application.js';
import { type ClusterFacts, ReleaseClusters } from '../cluster-access.js';
import { IdempotencyMismatch, ReleaseOrderInvalid, RevisionNotFound, TargetsInvalid } from '../errors.js';
import type { ApplicationEntity } from '../persistence/application.entity.js';
import { ReleaseRequests } from '../persistence/release-requests.repository.js';
import type { ReleaseRecord } from '../persistence/releases.repository.js';
import { Revisions } from '../persistence/revisions.repository.js';
import { canonical, sha256 } from '../planning/canonical.js';
import { LaunchRelease } from './launch-release.js';
import { ReleaseDirectory } from './release-directory.js';
import { ReleaseReach } from './release-reach.js';

const LONGEST_KEY = 200;

const clusterFault = (cluster: ClusterFacts | undefined): string | undefined => {
  if (cluster === undefined) return 'there is no such cluster';
  if (!cluster.enabled) return `${cluster.name} is disabled`;
  return cluster.mode === 'read-only' ? `${cluster.name} is connected read-only` : undefined;
};

/** What is wrong with the targets, each by its place in the list. */
export const targetFaults = (targets: ReleaseCreate['targets'], clusters: ReadonlyMap<string, ClusterFacts>): FieldFault[] => {
  const seen = new Set<string>();
  return targets.flatMap(({ clusterId, namespace }, index) => {
    const key = `${clusterId}/${namespace}`;
    const fault = seen.has(key) ? 'is there twice' : clusterFault(clusters.get(clusterId));
    seen.add(key);
    return fault === undefined ? [] : [{ path: `targets.${String(index)}`, message: fault }];
  });
};

/** Begins a release: everything is checked, then the workers plan it. Nothing reaches a cluster before an approval. */
@Injectable()
export class StartRelease {
  constructor(
    private readonly reach: ReleaseReach,
    private readonly visible: VisibleApplication,
    private readonly clusters: ReleaseClusters,
    private readonly revisions: Revisions,
    private readonly requests: ReleaseRequests,
    private readonly launcher: LaunchRelease,
    private readonly directory: ReleaseDirectory,
  ) {}

  async execute(actor: Actor, order: ReleaseCreate, idempotencyKey?: string): Promise<ReleaseDetail> {
    if (idempotencyKey !== undefined && (idempotencyKey === '' || idempotencyKey.length > LONGEST_KEY)) throw new ReleaseOrderInvalid('The Idempotency-Key must have 1 to 200 characters.');
    const earlier = idempotencyKey === undefined ? undefined : await this.earlier(actor, order, idempotencyKey);
    const id = earlier ?? (await this.begin(actor, order, idempotencyKey));
    return this.directory.find(actor, id);
  }

  private async begin(actor: Actor, order: ReleaseCreate, idempotencyKey: string | undefined): Promise<string> {
    const application = await this.visible.load(actor, order.applicationId);
    await this.reach.demand(actor, 'create', order.targets.map(({ clusterId }) => clusterId));
    const revision = await this.revisionOf(application, order);
    const faults = targetFaults(order.targets, await this.clusters.describe(order.targets.map(({ clusterId }) => clusterId)));
    if (faults.length > 0) throw new TargetsInvalid(`${faults[0]?.path ?? ''} ${faults[0]?.message ?? ''}.`, { errors: faults });
    const targets = order.targets.map((target) => ({ ...target, revision }));
    const { kind, options, note } = order;
    const launch = { applicationId: application.id, kind, revision, rollbackOf: null, targets, options, note };
    const release = await this.launcher.launch(actor, launch, async (begun, tx) => {
      if (idempotencyKey === undefined) return;
      const request = { id: newId(), userId: actor.userId, idempotencyKey, bodyHash: hashOf(order), releaseId: begun.id, createdAt: begun.createdAt };
      if (!await this.requests.add(request, tx)) throw new IdempotencyMismatch('The same request is being worked on: ask again in a moment.', { retryAfterS: 1 });
    });
    return release.id;
  }

  private async earlier(actor: Actor, order: ReleaseCreate, idempotencyKey: string): Promise<ReleaseRecord['id'] | undefined> {
    const known = await this.requests.find(actor.userId, idempotencyKey);
    if (known === undefined) return undefined;
    if (known.bodyHash !== hashOf(order)) throw new IdempotencyMismatch('The Idempotency-Key was used for another request: take a new one.');
    return known.releaseId;
  }

  private async revisionOf({ id, name }: ApplicationEntity, { kind, revision }: ReleaseCreate): Promise<number | null> {
    if (kind === 'uninstall') {
      if (revision !== undefined) throw new ReleaseOrderInvalid('An uninstall brings no revision: leave it out.');
      return null;
    }
    if (revision === undefined) throw new ReleaseOrderInvalid('A release needs the revision to bring: name it.');
    if (!await this.revisions.exists(id, revision)) throw new RevisionNotFound(`${name} has no revision ${String(revision)}.`);
    return revision;
  }
}

const hashOf = (order: ReleaseCreate): string => sha256(canonical(order));
