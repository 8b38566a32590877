import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings, printSettings, SettingsRefused } from './load-settings.js';

const faultsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    loadSettings(environment);
  } catch (error) {
    if (error instanceof SettingsRefused) return error.faults;
    throw error;
  }
  return [];
};

describe('loadSettings', () => {
  it('lists every fault at once and starts with none of them', () => {
    const faults = faultsOf({ HYPERKUBER_PORT: 'eighty', DATABASE_URL: 'postgres://x', HYPERKUBER_PROT: '1', HYPERKUBER_EGRESS_LOOPBACK: 'yes' });
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual(['DATABASE_URL', 'HYPERKUBER_EGRESS_LOOPBACK', 'HYPERKUBER_PORT', 'HYPERKUBER_PROT']);
  });

  it('refuses a process whose TLS proof is switched off', () => {
    expect(faultsOf({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toHaveLength(1);
  });

  it('reads a value from a file and refuses it beside the direct value', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'hk-')), 'url');
    writeFileSync(file, 'mysql://u:p@db/hk\n');
    expect(loadSettings({ DATABASE_URL_FILE: file }).databaseUrl).toBe('mysql://u:p@db/hk');
    expect(faultsOf({ DATABASE_URL_FILE: file, DATABASE_URL: 'sqlite:x' })).toHaveLength(1);
  });

  it('works in process unless there is a queue to share', () => {
    expect(loadSettings({}).worksInProcess).toBe(true);
    expect(loadSettings({ REDIS_URL: 'redis://r' }).worksInProcess).toBe(false);
    expect(loadSettings({ REDIS_URL: 'redis://r', HYPERKUBER_WORKER: 'on' }).worksInProcess).toBe(true);
  });

  it('prints no secret', () => {
    const text = printSettings(loadSettings({ DATABASE_URL: 'mysql://u:hunter2@db/hk' }));
    expect(text).not.toContain('hunter2');
    expect(text).toContain('HYPERKUBER_PORT=8080  # default');
  });
});
