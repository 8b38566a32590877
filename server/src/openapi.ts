import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { newId } from './kernel/ids.js';
import { loadSettings } from './kernel/config/load-settings.js';
import { ProcessRole } from './kernel/process-role.js';
import { openApiDocument } from './openapi-document.js';

/** Writes libs/contracts/openapi.json (or the file named as the argument) from the running code. */
const target = resolve(process.argv[2] ?? 'libs/contracts/openapi.json');
const settings = loadSettings({ DATABASE_URL: 'sqlite::memory:', HYPERKUBER_DATA: join(tmpdir(), `hyperkuber-openapi-${newId()}`), HYPERKUBER_LOG_LEVEL: 'silent' });
const app = await NestFactory.create(AppModule.with(settings, new ProcessRole(true, false)), { logger: false });
await app.init();
writeFileSync(target, `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
await app.close();
process.exit(0);
