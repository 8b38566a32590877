import { Injectable } from '@nestjs/common';
import type { ApplicationCreate, ApplicationSummary } from '@hyperkuber/contracts';
import { Access } from '../../../access/access.js';
import type { Actor } from '../../../access/actor.js';
import { platformTuple } from '../../../access/tuple.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { Applications } from '../persistence/applications.repository.js';
import { applicationView } from '../views.js';
import { RevisionVault } from './revision-vault.js';

@Injectable()
export class CreateApplication {
  constructor(
    private readonly access: Access,
    private readonly applications: Applications,
    private readonly vault: RevisionVault,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, { name, description }: ApplicationCreate): Promise<ApplicationSummary> {
    await this.access.demand(actor, platformTuple('applications', 'create'));
    const id = newId();
    const application = { id, name, description, digestKey: this.vault.newDigestKey(id), latestRevision: null, createdBy: actor.userId, createdByLogin: actor.login, createdAt: this.clock.now() };
    await this.applications.add(application);
    return applicationView(application, [], new Map());
  }
}
