import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApplicationCreate, ApplicationPage, ApplicationSummary, ApplicationUpdate, IdParam, type Page, PageQuery, RevisionCreate, RevisionDetail, RevisionPage, type RevisionSummary } from '@hyperkuber/contracts';
import type { z } from 'zod';
import type { Actor } from '../../../access/actor.js';
import { CurrentActor, Requires } from '../../../access/requires.decorator.js';
import { Operation } from '../../../kernel/http/operation.decorator.js';
import { AddRevision } from '../applications/add-revision.js';
import { ApplicationDirectory } from '../applications/application-directory.js';
import { CreateApplication } from '../applications/create-application.js';
import { DeleteApplication } from '../applications/delete-application.js';
import { UpdateApplication } from '../applications/update-application.js';
import { RevisionParam } from './params.js';

type WithId = z.infer<typeof IdParam>;

@ApiTags('applications')
@Controller('api/v1/applications')
export class ApplicationsController {
  constructor(
    private readonly directory: ApplicationDirectory,
    private readonly createApplication: CreateApplication,
    private readonly updateApplication: UpdateApplication,
    private readonly deleteApplication: DeleteApplication,
    private readonly addRevision: AddRevision,
  ) {}

  @Get() @Requires('applications', 'read') @Operation('listApplications', 'Applications and where they run', { answer: ApplicationPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery): Promise<Page<ApplicationSummary>> {
    return this.directory.page(actor, query);
  }

  @Post() @Requires('applications', 'create') @Operation('createApplication', 'Create an application', { status: 201, answer: ApplicationSummary, problems: [409] })
  create(@CurrentActor() actor: Actor, @Body({ schema: ApplicationCreate }) order: ApplicationCreate): Promise<ApplicationSummary> {
    return this.createApplication.execute(actor, order);
  }

  @Get(':id') @Requires('applications', 'read') @Operation('readApplication', 'One application', { answer: ApplicationSummary, problems: [404] })
  read(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId): Promise<ApplicationSummary> {
    return this.directory.find(actor, id);
  }

  @Patch(':id') @Requires('applications', 'update') @Operation('updateApplication', 'Change its description', { answer: ApplicationSummary, problems: [404] })
  update(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId, @Body({ schema: ApplicationUpdate }) update: ApplicationUpdate): Promise<ApplicationSummary> {
    return this.updateApplication.execute(actor, id, update);
  }

  @Delete(':id') @Requires('applications', 'delete') @Operation('deleteApplication', 'Delete an application that runs nowhere, with its history', { status: 204, problems: [404, 409] })
  remove(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId): Promise<void> {
    return this.deleteApplication.execute(actor, id);
  }

  @Get(':id/revisions') @Requires('applications', 'read') @Operation('listRevisions', 'Revisions of an application, newest first', { answer: RevisionPage, problems: [404] })
  revisions(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId, @Query({ schema: PageQuery }) query: PageQuery): Promise<Page<RevisionSummary>> {
    return this.directory.revisionPage(actor, id, query);
  }

  @Post(':id/revisions') @Requires('applications', 'update') @Operation('addRevision', 'Add a revision; the manifests are checked', { status: 201, answer: RevisionDetail, problems: [404, 409, 422] })
  revise(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId, @Body({ schema: RevisionCreate }) order: RevisionCreate): Promise<RevisionDetail> {
    return this.addRevision.execute(actor, id, order);
  }

  @Get(':id/revisions/:number') @Requires('applications', 'read') @Operation('readRevision', 'One revision with its manifests; values of Secrets are masked', { answer: RevisionDetail, problems: [404] })
  revision(@CurrentActor() actor: Actor, @Param({ schema: RevisionParam }) { id, number }: RevisionParam): Promise<RevisionDetail> {
    return this.directory.revision(actor, id, number);
  }
}
