import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  ApprovalCreate, IdParam, type Page, PageQuery, ReleaseCreate, ReleaseDetail, ReleaseEventPage, ReleasePage, ReleasePlan, ReleaseQuery, type ReleaseSummary,
  RetryCreate, RollbackCreate, TargetDetail, TargetPage, type TargetSummary,
} from '@hyperkuber/contracts';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Actor } from '../../../access/actor.js';
import { CurrentActor, Requires } from '../../../access/requires.decorator.js';
import { Operation } from '../../../kernel/http/operation.decorator.js';
import { ApproveRelease } from '../runs/approve-release.js';
import { ReleaseDirectory } from '../runs/release-directory.js';
import { RetryRelease } from '../runs/retry-release.js';
import { RollBackRelease } from '../runs/roll-back-release.js';
import { StartRelease } from '../runs/start-release.js';
import { StopRelease } from '../runs/stop-release.js';
import { TargetParam } from './params.js';
import { ReleaseEventStream } from './release-event-stream.js';

type WithId = z.infer<typeof IdParam>;

@ApiTags('releases')
@Controller('api/v1/releases')
export class ReleasesController {
  constructor(
    private readonly directory: ReleaseDirectory,
    private readonly startRelease: StartRelease,
    private readonly approveRelease: ApproveRelease,
    private readonly stopRelease: StopRelease,
    private readonly retryRelease: RetryRelease,
    private readonly rollBackRelease: RollBackRelease,
    private readonly eventStream: ReleaseEventStream,
  ) {}

  @Get() @Requires('releases', 'read') @Operation('listReleases', 'Releases, newest first', { answer: ReleasePage })
  list(@CurrentActor() actor: Actor, @Query({ schema: ReleaseQuery }) query: ReleaseQuery): Promise<Page<ReleaseSummary>> {
    return this.directory.page(actor, query);
  }

  @Post() @Requires('releases', 'create') @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key starts no second release' })
  @Operation('startRelease', 'Plan a release of an application to many places', { status: 202, answer: ReleaseDetail, problems: [404, 409, 422] })
  start(@CurrentActor() actor: Actor, @Body({ schema: ReleaseCreate }) order: ReleaseCreate, @Headers('idempotency-key') key?: string): Promise<ReleaseDetail> {
    return this.startRelease.execute(actor, order, key);
  }

  @Get(':id') @Requires('releases', 'read') @Operation('readRelease', 'One release', { answer: ReleaseDetail, problems: [404] })
  read(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId): Promise<ReleaseDetail> {
    return this.directory.find(actor, id);
  }

  @Get(':id/plan') @Requires('releases', 'read') @Operation('readReleasePlan', 'What the release would do, place by place', { answer: ReleasePlan, problems: [404] })
  plan(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId): Promise<ReleasePlan> {
    return this.directory.plan(actor, id);
  }

  @Get(':id/targets') @Requires('releases', 'read') @Operation('listReleaseTargets', 'The places of a release', { answer: TargetPage, problems: [404] })
  targets(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId): Promise<Page<TargetSummary>> {
    return this.directory.targetPage(actor, id);
  }

  @Get(':id/targets/:targetId') @Requires('releases', 'read') @Operation('readReleaseTarget', 'One place with its objects', { answer: TargetDetail, problems: [404] })
  target(@CurrentActor() actor: Actor, @Param({ schema: TargetParam }) { id, targetId }: TargetParam): Promise<TargetDetail> {
    return this.directory.target(actor, id, targetId);
  }

  @Get(':id/events') @Requires('releases', 'read') @ApiProduces('application/json', 'text/event-stream')
  @Operation('listReleaseEvents', 'The history after a number; followed live with Accept: text/event-stream', { answer: ReleaseEventPage, problems: [404] })
  events(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId, @Query({ schema: PageQuery }) query: PageQuery, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.eventStream.answer(actor, id, query, request, response);
  }

  @Post(':id/approvals') @Requires('releases', 'approve') @Operation('approveRelease', 'Let a planned release run', { status: 202, answer: ReleaseDetail, problems: [404, 409, 422] })
  approve(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId, @Body({ schema: ApprovalCreate }) approval: ApprovalCreate): Promise<ReleaseDetail> {
    return this.approveRelease.execute(actor, id, approval);
  }

  @Post(':id/aborts') @Requires('releases', 'run') @Operation('abortRelease', 'Stop a running release before its next object', { status: 202, answer: ReleaseDetail, problems: [404, 409] })
  abort(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId): Promise<ReleaseDetail> {
    return this.stopRelease.abort(actor, id);
  }

  @Post(':id/cancellations') @Requires('releases', 'run') @Operation('cancelRelease', 'Drop a release that does not run yet', { status: 202, answer: ReleaseDetail, problems: [404, 409] })
  cancel(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId): Promise<ReleaseDetail> {
    return this.stopRelease.cancel(actor, id);
  }

  @Post(':id/retries') @Requires('releases', 'run') @Operation('retryRelease', 'Try again what did not succeed', { status: 202, answer: ReleaseDetail, problems: [404, 409] })
  retry(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId, @Body({ schema: RetryCreate }) order: RetryCreate): Promise<ReleaseDetail> {
    return this.retryRelease.execute(actor, id, order);
  }

  @Post(':id/rollbacks') @Requires('releases', 'rollback') @Operation('rollBackRelease', 'Plan the way back to what ran before', { status: 202, answer: ReleaseDetail, problems: [404, 409] })
  rollBack(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId, @Body({ schema: RollbackCreate }) order: RollbackCreate): Promise<ReleaseDetail> {
    return this.rollBackRelease.execute(actor, id, order);
  }
}
