import { resolve } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { demandDeclaredRoutes } from './access/route-inventory.js';
import { Settings } from './kernel/config/settings.js';
import { healthRoutes } from './kernel/health/health.middleware.js';
import { Readiness } from './kernel/health/readiness.js';
import { jsonBody } from './kernel/http/body.js';
import { consoleFiles } from './kernel/http/console-files.js';
import { originForm } from './kernel/http/origin-form.js';
import { requestContext } from './kernel/http/request-context.middleware.js';
import { securityHeaders } from './kernel/http/security-headers.js';
import { validationPipe } from './kernel/http/validation.pipe.js';
import { openApiDocument, serveDocument } from './openapi-document.js';

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;

/** Puts everything on the way of a request in its order. The application must have been made with `bodyParser: false`. */
export const prepareHttp = (app: NestExpressApplication): void => {
  const settings = app.get(Settings);
  demandDeclaredRoutes(app);
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  const proxies = settings.values.HYPERKUBER_TRUSTED_PROXIES;
  app.set('trust proxy', proxies === '' ? false : proxies.split(',').map((entry) => entry.trim()));
  app.use(requestContext, originForm, securityHeaders(), healthRoutes(app.get(Readiness)), ...jsonBody());
  serveDocument(app, openApiDocument(app));
  app.use(consoleFiles(settings.values.HYPERKUBER_CONSOLE ?? resolve(import.meta.dirname, '../../console')));
  app.useGlobalPipes(validationPipe());
  const server = app.getHttpServer();
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
};
