import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { Problem } from '@hyperkuber/contracts';
import type { z } from 'zod';

interface OperationOptions {
  /** Status of success; 200 unless said. */
  readonly status?: number;
  /** Schema of the answer; none means an empty one. */
  readonly answer?: z.ZodType;
  /** Statuses of the problems that the route may answer beside 400, 401 and 403. */
  readonly problems?: readonly number[];
}

/** Describes a route in the OpenAPI document and sets its status. `id` is unique and a verb phrase: `startRelease`. */
export const Operation = (id: string, summary: string, { status = 200, answer, problems = [] }: OperationOptions = {}): MethodDecorator => applyDecorators(
  HttpCode(status),
  ApiOperation({ operationId: id, summary }),
  ApiResponse({ status, description: summary, ...(answer === undefined ? {} : { standardSchema: answer }) }),
  ...[400, 401, 403, ...problems].map((code) => ApiResponse({ status: code, description: 'Problem details (RFC 9457)', standardSchema: Problem })),
);
