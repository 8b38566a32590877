import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Logger } from 'nestjs-pino';
import { newId } from '../ids.js';
import { currentContext } from '../request-context.js';
import { problemOf } from './problem.js';

/** The one place where an error becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = problemOf(error, currentContext()?.requestId ?? newId());
    if (problem.status >= 500) this.logger.error({ err: error, code: problem.type }, problem.title);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.retryAfterS !== undefined) response.setHeader('Retry-After', String(Math.ceil(problem.retryAfterS)));
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
