import { readdirSync } from 'node:fs';
import { migrations } from './index.js';

const timestampOf = (name: string): number => Number(name.slice(-13));

describe('the list of migrations', () => {
  it('ascends in time', () => {
    const timestamps = migrations.map((migration) => timestampOf(migration.name));
    expect(timestamps).toEqual([...new Set(timestamps)].sort((a, b) => a - b));
  });

  it('gives each migration the name of its class', () => {
    expect(migrations.map((Migration) => new Migration().name)).toEqual(migrations.map((migration) => migration.name));
  });

  it('names every migration file of the folder', () => {
    const files = readdirSync(import.meta.dirname).filter((file) => /^\d{13}-.*\.ts$/.test(file)).map((file) => Number(file.slice(0, 13)));
    expect(files.sort((a, b) => a - b)).toEqual(migrations.map((migration) => timestampOf(migration.name)));
  });
});
