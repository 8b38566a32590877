import type { IncomingMessage } from 'node:http';
import { LoggerModule } from 'nestjs-pino';
import type { DynamicModule } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { currentContext } from '../request-context.js';

/** Places where a secret could stand in something that is logged. Driver errors carry their SQL with its parameters. */
export const REDACTED = [
  'req.headers.authorization', 'req.headers.cookie', 'req.headers["x-hk-csrf"]', 'res.headers["set-cookie"]',
  'err.sql', 'err.query', 'err.parameters', 'err.driverError', 'err.sqlMessage',
  '*.password', '*.token', '*.kubeconfig', '*.keyPem', '*.manifests', '*.credential', '*.secret',
];

/** Tokens of ours that stand in a text, such as an address with a query. */
const TOKEN_TEXT = /hk[a-z]?_[A-Za-z0-9]{8,}/g;
export const maskTokens = (text: string): string => text.replace(TOKEN_TEXT, 'hk_[redacted]').replace(/([?&](?:access_)?token=)[^&]+/g, '$1[redacted]');

const requestView = (request: IncomingMessage & { id?: unknown }): object => ({ id: request.id, method: request.method, url: maskTokens(request.url ?? '') });

/** Structured logs, one event a line, with request and actor ids. */
export const loggingModule = (): DynamicModule => LoggerModule.forRootAsync({
  inject: [Settings],
  useFactory: (settings: Settings) => ({
    pinoHttp: {
      level: settings.values.HYPERKUBER_LOG_LEVEL,
      redact: { paths: REDACTED, censor: '[redacted]' },
      mixin: () => {
        const context = currentContext();
        return context === undefined ? {} : { requestId: context.requestId, actorId: context.actorId };
      },
      serializers: { req: requestView, res: (response: { statusCode?: number }) => ({ statusCode: response.statusCode }) },
      customLogLevel: (_request, response, error) => (error !== undefined || response.statusCode >= 500 ? 'error' : 'debug'),
      quietReqLogger: true,
    },
  }),
});
