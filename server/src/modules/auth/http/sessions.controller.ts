import { Body, Controller, Delete, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Session, SessionCreate } from '@hyperkuber/contracts';
import type { Request, Response } from 'express';
import type { Actor } from '../../../access/actor.js';
import { CurrentActor, Public, Requires } from '../../../access/requires.decorator.js';
import { Operation } from '../../../kernel/http/operation.decorator.js';
import type { User } from '../persistence/users.repository.js';
import { PasswordGuard } from '../strategies/password.strategy.js';
import { SessionCookies } from './session-cookies.js';
import { sessionSecretOf } from './cookie.js';
import { SessionView } from '../session-view.js';

@ApiTags('sessions')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly cookies: SessionCookies,
    private readonly view: SessionView,
  ) {}

  @Post() @Public() @UseGuards(PasswordGuard) @Operation('signIn', 'Sign in with login and password', { status: 201, answer: Session, problems: [429, 503] })
  signIn(@Body({ schema: SessionCreate }) _order: SessionCreate, @Req() request: Request & { provenUser: User }, @Res({ passthrough: true }) response: Response): Promise<Session> {
    return this.cookies.open(request.provenUser, response);
  }

  @Get('current') @Requires('self', 'read') @Operation('readSession', 'Read the running session', { answer: Session })
  read(@CurrentActor() actor: Actor, @Req() request: Request): Promise<Session> { return this.view.execute(actor, sessionSecretOf(request)); }

  @Delete('current') @Requires('self', 'update') @Operation('signOut', 'End the running session', { status: 204 })
  signOut(@CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response): Promise<void> { return this.cookies.close(actor, response); }
}
