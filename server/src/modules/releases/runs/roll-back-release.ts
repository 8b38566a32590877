import { Injectable } from '@nestjs/common';
import type { ReleaseDetail, RollbackCreate } from '@hyperkuber/contracts';
import type { Actor } from '../../../access/actor.js';
import { ReleaseStateRefused, RevisionNotFound } from '../errors.js';
import { Revisions } from '../persistence/revisions.repository.js';
import type { TargetRecord } from '../persistence/targets.repository.js';
import { releaseEnded } from '../release-states.js';
import { LaunchRelease, type LaunchTarget } from './launch-release.js';
import { chosenTargets } from './chosen-targets.js';
import { ReleaseDirectory } from './release-directory.js';
import { VisibleRelease } from './visible-release.js';

/** Where a target goes back to: the wished revision, or what it ran well before; nothing where there was nothing. */
export const rollbackTarget = ({ clusterId, namespace, previousRevision }: TargetRecord, toRevision: number | undefined): LaunchTarget =>
  ({ clusterId, namespace, revision: toRevision ?? previousRevision });

/** Begins a release that undoes another one. It is planned and approved like any other, so people see what will happen. */
@Injectable()
export class RollBackRelease {
  constructor(
    private readonly visible: VisibleRelease,
    private readonly revisions: Revisions,
    private readonly launcher: LaunchRelease,
    private readonly directory: ReleaseDirectory,
  ) {}

  async execute(actor: Actor, id: string, { toRevision, targetIds }: RollbackCreate): Promise<ReleaseDetail> {
    const { release, targets } = await this.visible.load(actor, id, 'rollback');
    if (!releaseEnded(release.state) || release.startedAt === null) throw new ReleaseStateRefused(`The release is ${release.state}: only one that ran and ended can be rolled back.`);
    if (toRevision !== undefined && !await this.revisions.exists(release.applicationId, toRevision)) throw new RevisionNotFound(`There is no revision ${String(toRevision)}.`);
    const touched = chosenTargets(targets, targetIds).filter(({ startedAt }) => startedAt !== null);
    if (touched.length === 0) throw new ReleaseStateRefused('None of the targets was touched by the release: there is nothing to roll back.');
    const launched = await this.launcher.launch(actor, {
      applicationId: release.applicationId, kind: 'rollback', revision: toRevision ?? null, rollbackOf: id, options: release.options,
      targets: touched.map((target) => rollbackTarget(target, toRevision)), note: `rolls back ${release.kind}${release.revision === null ? '' : ` of revision ${String(release.revision)}`}`,
    });
    return this.directory.find(actor, launched.id);
  }
}
