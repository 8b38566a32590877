import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, PageQuery, PasswordReset, UserCreate, UserPage, UserSummary, UserUpdate, type Page } from '@hyperkuber/contracts';
import type { Actor } from '../../../access/actor.js';
import { CurrentActor, Requires } from '../../../access/requires.decorator.js';
import { Operation } from '../../../kernel/http/operation.decorator.js';
import { CreateUser } from '../create-user.js';
import { UserDirectory } from '../user-directory.js';
import { Users } from '../users.js';

@ApiTags('people')
@Controller('api/v1/users')
export class UsersController {
  constructor(
    private readonly createUser: CreateUser,
    private readonly users: Users,
    private readonly directory: UserDirectory,
  ) {}

  @Get() @Requires('users', 'read') @Operation('listUsers', 'List people with their roles', { answer: UserPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery): Promise<Page<UserSummary>> { return this.directory.list(actor, query); }

  @Post() @Requires('users', 'create') @Operation('createUser', 'Let a person sign in', { status: 201, answer: UserSummary, problems: [409] })
  create(@CurrentActor() actor: Actor, @Body({ schema: UserCreate }) order: UserCreate): Promise<UserSummary> { return this.createUser.execute(actor, order); }

  @Get(':id') @Requires('users', 'read') @Operation('readUser', 'Read a person', { answer: UserSummary, problems: [404] })
  read(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: { id: string }): Promise<UserSummary> { return this.directory.find(actor, id); }

  @Patch(':id') @Requires('users', 'update') @Operation('updateUser', 'Rename, disable or enable a person', { answer: UserSummary, problems: [404, 409] })
  update(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: { id: string }, @Body({ schema: UserUpdate }) change: UserUpdate): Promise<UserSummary> { return this.users.update(actor, id, change); }

  @Post(':id/password-resets') @Requires('users', 'update') @Operation('resetPassword', 'End a person\'s sessions and make a link for a new password', { status: 201, answer: PasswordReset, problems: [404] })
  reset(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: { id: string }): Promise<PasswordReset> { return this.users.reset(actor, id); }

  @Delete(':id') @Requires('users', 'delete') @Operation('deleteUser', 'Delete a person', { status: 204, problems: [404, 409] })
  remove(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: { id: string }): Promise<void> { return this.users.remove(actor, id); }
}
