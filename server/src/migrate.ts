import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { loadSettings } from './kernel/config/load-settings.js';
import { DomainError } from './kernel/domain-error.js';
import { openDataSource } from './persistence/data-source.js';
import { migrateToLatest } from './persistence/migrate.js';

async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  mkdirSync(settings.dataDir, { recursive: true });
  const dataSource = await openDataSource({ url: settings.databaseUrl, entities: [] });
  try {
    const ran = await migrateToLatest(dataSource);
    const lines = ran.length > 0 ? ran.map((name) => `migrated ${name}`) : ['the database is up to date'];
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await dataSource.destroy();
  }
}

try {
  await main();
} catch (error) {
  // The driver's message may quote SQL; of an unexpected error only its name and code help an operator here.
  process.stderr.write(`${error instanceof DomainError ? error.detail : String(error)}\n`);
  process.exitCode = 1;
}
