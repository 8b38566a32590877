import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParam, PageQuery, PasswordChange, Person, ProfileUpdate, TokenCreate, TokenCreated, TokenPage, type Page, type TokenSummary } from '@hyperkuber/contracts';
import type { Actor } from '../../../access/actor.js';
import { CurrentActor, Requires } from '../../../access/requires.decorator.js';
import { Operation } from '../../../kernel/http/operation.decorator.js';
import { OwnAccount } from '../own-account.js';
import { Tokens } from '../tokens.js';

@ApiTags('profile')
@Controller('api/v1')
export class ProfileController {
  constructor(
    private readonly account: OwnAccount,
    private readonly tokens: Tokens,
  ) {}

  @Get('profile') @Requires('self', 'read') @Operation('readProfile', 'Read the own profile', { answer: Person })
  read(@CurrentActor() actor: Actor): Promise<Person> { return this.account.read(actor); }

  @Patch('profile') @Requires('self', 'update') @Operation('updateProfile', 'Change own name, language or theme', { answer: Person })
  update(@CurrentActor() actor: Actor, @Body({ schema: ProfileUpdate }) change: ProfileUpdate): Promise<Person> { return this.account.update(actor, change); }

  @Put('profile/password') @Requires('self', 'update') @Operation('changePassword', 'Change the own password', { status: 204, problems: [429] })
  changePassword(@CurrentActor() actor: Actor, @Body({ schema: PasswordChange }) change: PasswordChange): Promise<void> { return this.account.changePassword(actor, change); }

  @Get('tokens') @Requires('tokens', 'read') @Operation('listTokens', 'List own personal tokens', { answer: TokenPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery): Promise<Page<TokenSummary>> { return this.tokens.list(actor, query); }

  @Post('tokens') @Requires('tokens', 'create') @Operation('createToken', 'Make a personal token', { status: 201, answer: TokenCreated })
  create(@CurrentActor() actor: Actor, @Body({ schema: TokenCreate }) order: TokenCreate): Promise<TokenCreated> { return this.tokens.create(actor, order); }

  @Delete('tokens/:id') @Requires('tokens', 'revoke') @Operation('revokeToken', 'Revoke a personal token', { status: 204, problems: [404] })
  revoke(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: { id: string }): Promise<void> { return this.tokens.revoke(actor, id); }
}
