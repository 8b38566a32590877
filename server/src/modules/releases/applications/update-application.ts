import { Injectable } from '@nestjs/common';
import type { ApplicationSummary, ApplicationUpdate } from '@hyperkuber/contracts';
import type { Actor } from '../../../access/actor.js';
import { Applications } from '../persistence/applications.repository.js';
import { ApplicationDirectory } from './application-directory.js';
import { VisibleApplication } from './visible-application.js';

@Injectable()
export class UpdateApplication {
  constructor(
    private readonly visible: VisibleApplication,
    private readonly applications: Applications,
    private readonly directory: ApplicationDirectory,
  ) {}

  async execute(actor: Actor, id: string, { description }: ApplicationUpdate): Promise<ApplicationSummary> {
    await this.visible.load(actor, id, 'update');
    await this.applications.describe(id, description);
    return this.directory.find(actor, id);
  }
}
