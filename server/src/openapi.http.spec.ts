import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openApiDocument } from './openapi-document.js';
import { ServerUnderTest } from './testing/server-under-test.js';

const COMMITTED = resolve(import.meta.dirname, '../../libs/contracts/openapi.json');

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly 'x-permission'?: string;
}

describe('the document of the API', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await ServerUnderTest.start();
  });
  afterAll(() => server.stop());

  it('is the committed one: after a change of schemas or routes run `npm run openapi`', async () => {
    const committed: unknown = JSON.parse(await readFile(COMMITTED, 'utf8'));
    expect(JSON.parse(JSON.stringify(openApiDocument(server.app)))).toEqual(committed);
  });

  it('says of every route its id, its summary and its permission', () => {
    const operations = Object.entries(openApiDocument(server.app).paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({ route: `${method} ${path}`, ...operation })));
    expect(operations.filter((operation) => !operation.operationId || !operation.summary || !operation['x-permission']).map(({ route }) => route)).toEqual([]);
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is served, and browsable without anything from outside', async () => {
    expect((await server.anonymous.get('/api/v1/openapi.json')).json<{ openapi: string }>().openapi).toBe('3.1.0');
    const page = await server.anonymous.get('/api/docs');
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/(src|href)="https?:/);
  });
});
