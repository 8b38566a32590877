import { Injectable } from '@nestjs/common';
import { Access } from '../../../access/access.js';
import type { Actor } from '../../../access/actor.js';
import { type Action, platformTuple } from '../../../access/tuple.js';
import { ApplicationNotFound } from '../errors.js';
import type { ApplicationEntity } from '../persistence/application.entity.js';
import { Applications } from '../persistence/applications.repository.js';

/** Loads an application for somebody: what one may not see is not there (404), what one may see but not do is refused (403). */
@Injectable()
export class VisibleApplication {
  constructor(
    private readonly access: Access,
    private readonly applications: Applications,
  ) {}

  async load(actor: Actor, id: string, ...actions: readonly Action[]): Promise<ApplicationEntity> {
    const { allowed } = await this.access.decide(actor, platformTuple('applications', 'read', { resourceId: id }));
    const application = allowed ? await this.applications.find(id) : undefined;
    if (application === undefined) throw new ApplicationNotFound('There is no application with this id.');
    await this.access.demandAll(actor, actions.map((action) => platformTuple('applications', action, { resourceId: id })));
    return application;
  }
}
