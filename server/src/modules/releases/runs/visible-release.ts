import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/actor.js';
import type { Action } from '../../../access/tuple.js';
import { ReleaseNotFound } from '../errors.js';
import { type ReleaseRecord, Releases } from '../persistence/releases.repository.js';
import { type TargetRecord, Targets } from '../persistence/targets.repository.js';
import { reaches } from '../reach.js';
import { ReleaseReach } from './release-reach.js';

export interface SeenRelease {
  readonly release: ReleaseRecord;
  /** Only those on clusters that the caller may see. */
  readonly targets: readonly TargetRecord[];
}

/** Loads a release for somebody. It is there for whoever sees one of its clusters; acting on it takes the right on all. */
@Injectable()
export class VisibleRelease {
  constructor(
    private readonly reach: ReleaseReach,
    private readonly releases: Releases,
    private readonly targets: Targets,
  ) {}

  async load(actor: Actor, id: string, ...actions: readonly Action[]): Promise<SeenRelease> {
    const release = await this.releases.find(id);
    const all = release === undefined ? [] : await this.targets.ofRelease(id);
    const reach = await this.reach.of(actor);
    const targets = all.filter(({ clusterId }) => reaches(reach, clusterId));
    if (release === undefined || targets.length === 0) throw new ReleaseNotFound('There is no release with this id.');
    for (const action of actions) await this.reach.demand(actor, action, all.map(({ clusterId }) => clusterId));
    return { release, targets };
  }
}
