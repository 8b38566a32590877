import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** The document of the API, made from the schemas and decorators of the routes. */
export const openApiDocument = (app: INestApplication): OpenAPIObject => SwaggerModule.createDocument(app, new DocumentBuilder()
  .setTitle('HyperKuber')
  .setDescription('One place from which people manage many Kubernetes clusters. Errors are application/problem+json (RFC 9457).')
  .setVersion('1')
  .setOpenAPIVersion('3.1.0')
  .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A personal token: hk_…' }, 'token')
  .addCookieAuth('__Host-hk', { type: 'apiKey', in: 'cookie' }, 'session')
  .addSecurityRequirements('token')
  .addSecurityRequirements('session')
  .build());

/** `/api/v1/openapi.json` and, browsable without anything from outside, `/api/docs`. */
export const serveDocument = (app: INestApplication, document: OpenAPIObject): void => {
  SwaggerModule.setup('api/docs', app, document, { jsonDocumentUrl: 'api/v1/openapi.json', customSiteTitle: 'HyperKuber API' });
};
