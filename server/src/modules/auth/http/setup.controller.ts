import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PasswordResetComplete, Session, SetupComplete, SetupStatus } from '@hyperkuber/contracts';
import type { Response } from 'express';
import { Public } from '../../../access/requires.decorator.js';
import { Operation } from '../../../kernel/http/operation.decorator.js';
import { OwnAccount } from '../own-account.js';
import { Setup } from '../setup.js';
import { SessionCookies } from './session-cookies.js';

@ApiTags('sessions')
@Controller('api/v1')
export class SetupController {
  constructor(
    private readonly setup: Setup,
    private readonly account: OwnAccount,
    private readonly cookies: SessionCookies,
  ) {}

  @Get('setup') @Public() @Operation('readSetup', 'Say whether the first administrator is still to be made', { answer: SetupStatus })
  status(): Promise<SetupStatus> { return this.setup.status(); }

  @Post('setup') @Public() @Operation('completeSetup', 'Make the first administrator with the one-time link', { status: 201, answer: Session, problems: [409, 410] })
  async complete(@Body({ schema: SetupComplete }) order: SetupComplete, @Res({ passthrough: true }) response: Response): Promise<Session> {
    return this.cookies.open(await this.setup.complete(order), response);
  }

  @Post('password-resets/completions') @Public() @Operation('completePasswordReset', 'Choose a new password with the one-time link', { status: 204, problems: [410] })
  completeReset(@Body({ schema: PasswordResetComplete }) order: PasswordResetComplete): Promise<void> { return this.account.completeReset(order); }
}
