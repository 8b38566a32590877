import type { ProbeResult, ProbeStep } from '../../kubernetes/probe-result.js';
import { observationOf, outcomeOf } from './cluster-probe.js';

const step = (known: Partial<ProbeStep>): ProbeStep => ({ step: 'version', ok: true, code: 'ok', detail: 'Well.', facts: {}, ...known });
const result = (known: Partial<ProbeResult>): ProbeResult => ({
  state: 'healthy', at: '2026-01-01T00:00:00.000Z', steps: [step({})], capabilities: ['', 'apps'], permissions: [], identity: { username: 'robot', groups: [] }, uid: 'u', ...known,
});

describe('outcomeOf', () => {
  it('does not call a cluster proved that takes us for anybody', () => {
    const { report } = outcomeOf(result({ identity: { username: 'system:anonymous', groups: [] } }), 'direct');
    expect(report).toMatchObject({ state: 'unreachable', code: 'anonymous' });
  });

  it('takes its words from the first step that failed', () => {
    const steps = [step({}), step({ step: 'nodes', ok: false, code: 'nodes-not-ready', detail: '1 of 2 nodes are not ready.' }), step({ step: 'permissions', ok: false, code: 'forbidden-403', detail: 'x' })];
    const { report } = outcomeOf(result({ state: 'degraded', steps }), 'direct');
    expect(observationOf(report)).toEqual({ state: 'degraded', code: 'nodes-not-ready', detail: '1 of 2 nodes are not ready.' });
    expect(report.steps.map(({ step: name, outcome }) => `${name} ${outcome}`)).toEqual(
      ['version ok', 'identity skipped', 'discovery skipped', 'cluster-id skipped', 'nodes failed', 'permissions failed']);
  });

  it('calls a cluster that lets nobody in or is none unreachable, told apart by the code', () => {
    for (const [state, code] of [['unauthorized', 'unauthorized-401'], ['not-kubernetes', 'not-kubernetes'], ['unreachable', 'tls-ca']] as const) {
      expect(outcomeOf(result({ state, steps: [step({ ok: false, code })] }), 'direct').report).toMatchObject({ state: 'unreachable', code });
    }
  });

  it('warns of a credential that is too great or too small for the mode', () => {
    const codes = (known: Partial<ProbeResult>, mode: 'direct' | 'impersonate' | 'read-only'): string[] => outcomeOf(result(known), mode).report.warnings.map(({ code }) => code);
    const all = [{ verb: '*', group: '*', resource: '*', allowed: true }];
    const none = [{ verb: '*', group: '*', resource: '*', allowed: false }];
    const write = [...none, { verb: 'create', group: 'apps', resource: 'deployments', allowed: true }];
    expect(codes({ identity: { username: 'admin', groups: ['system:masters'] } }, 'direct')).toEqual(['not-revocable']);
    expect(codes({ permissions: none }, 'impersonate')).toEqual(['impersonation-missing']);
    expect(codes({ permissions: all }, 'impersonate')).toEqual([]);
    expect(codes({ permissions: write }, 'read-only')).toEqual(['more-than-read']);
    expect(codes({ permissions: none }, 'read-only')).toEqual([]);
  });

  it('does not know the identity of a cluster that does not show it', () => {
    expect(outcomeOf(result({ uid: '' }), 'direct').uid).toBeNull();
  });
});
