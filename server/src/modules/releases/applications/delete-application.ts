import { Injectable } from '@nestjs/common';
import { RELEASE_END_STATES } from '@hyperkuber/contracts';
import type { Actor } from '../../../access/actor.js';
import { UnitOfWork } from '../../../persistence/unit-of-work.js';
import { ApplicationInUse } from '../errors.js';
import { Applications } from '../persistence/applications.repository.js';
import { Inventory } from '../persistence/inventory.repository.js';
import { Placements } from '../persistence/placements.repository.js';
import { Releases } from '../persistence/releases.repository.js';
import { VisibleApplication } from './visible-application.js';

/** Deletes an application with its revisions and history, once nothing of it is left in any cluster. */
@Injectable()
export class DeleteApplication {
  constructor(
    private readonly visible: VisibleApplication,
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: Applications,
    private readonly inventory: Inventory,
    private readonly placements: Placements,
    private readonly releases: Releases,
  ) {}

  async execute(actor: Actor, id: string): Promise<void> {
    const { name } = await this.visible.load(actor, id, 'delete');
    await this.unitOfWork.run(async (tx) => {
      if (await this.releases.countOpen(id, RELEASE_END_STATES, tx) > 0) throw new ApplicationInUse(`A release of ${name} is under way: let it end, or cancel it.`);
      const placed = await this.placements.ofApplications([id], tx);
      const left = await this.inventory.countOf(id, tx);
      if (placed.length > 0 || left > 0) throw new ApplicationInUse(`${name} still runs at ${String(placed.length)} places: uninstall it there first.`, { placements: placed.length, objects: left });
      await this.applications.remove(id, tx);
    });
  }
}
