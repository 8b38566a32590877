import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BindingCreate, BindingPage, BindingSummary, Id, IdParam, PageQuery, RolePage, type Page, type RoleSummary } from '@hyperkuber/contracts';
import type { z } from 'zod';
import type { Actor } from '../../../access/actor.js';
import { CurrentActor, Requires } from '../../../access/requires.decorator.js';
import { Operation } from '../../../kernel/http/operation.decorator.js';
import { Bindings } from '../bindings.js';

const BindingQuery = PageQuery.extend({ userId: Id.optional(), clusterId: Id.optional() });
type BindingQuery = z.infer<typeof BindingQuery>;

@ApiTags('people')
@Controller('api/v1')
export class BindingsController {
  constructor(private readonly bindings: Bindings) {}

  @Get('roles') @Requires('roles', 'read') @Operation('listRoles', 'List the roles that can be given', { answer: RolePage })
  roles(): Page<RoleSummary> { return this.bindings.roles(); }

  @Get('bindings') @Requires('bindings', 'read') @Operation('listBindings', 'List who holds which role where', { answer: BindingPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: BindingQuery }) query: BindingQuery): Promise<Page<BindingSummary>> { return this.bindings.list(actor, query); }

  @Post('bindings') @Requires('bindings', 'create') @Operation('createBinding', 'Give a person a role', { status: 201, answer: BindingSummary, problems: [409, 422] })
  create(@CurrentActor() actor: Actor, @Body({ schema: BindingCreate }) order: BindingCreate): Promise<BindingSummary> { return this.bindings.create(actor, order); }

  @Delete('bindings/:id') @Requires('bindings', 'delete') @Operation('deleteBinding', 'Take a role from a person', { status: 204, problems: [404, 409] })
  remove(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: { id: string }): Promise<void> { return this.bindings.remove(actor, id); }
}
