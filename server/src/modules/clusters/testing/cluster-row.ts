import { newId } from '../../../kernel/ids.js';
import { type Cluster, noFacts } from '../cluster.js';

export const testNow = new Date('2026-01-01T00:00:00.000Z');

/** A healthy cluster; what a test does not care about is filled in. */
export const clusterRow = (known: Partial<Cluster> = {}): Cluster => ({
  id: newId(), name: 'prod', environment: 'production', labels: {}, mode: 'direct', enabled: true, server: 'https://prod.example:6443', uid: null,
  credentialVersion: 1, connectionVersion: 1, state: 'healthy', code: 'ok', detail: 'Well.', since: testNow, checkedAt: testNow, latencyMs: 12,
  facts: noFacts, failures: 0, nextProbeAt: testNow, createdAt: testNow, updatedAt: testNow, ...known,
});
