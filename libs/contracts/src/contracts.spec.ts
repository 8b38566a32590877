import type { z } from 'zod';
import * as contracts from './index.js';
import { ClusterCreate, DnsLabel, Login, problemCode, ReleaseCreate, TokenCreate } from './index.js';

const isObject = (value: unknown): value is z.ZodObject => typeof value === 'object' && value !== null && 'shape' in value && 'safeParse' in value;

const isInput = (name: string): boolean => /(Create|Update|Complete|Change|Trial|Rotate|Query)$/.test(name) && name !== 'FieldChange';

/** What people and programs send: named for the act. */
const inputs = Object.entries(contracts).flatMap(([name, schema]: [string, unknown]): [string, z.ZodObject][] => (isInput(name) && isObject(schema) ? [[name, schema]] : []));

describe('what may be sent', () => {
  it.each(inputs)('%s refuses a field that it does not know', (_name, schema) => {
    const parsed = schema.safeParse({ isAdmin: true });
    expect(parsed.error?.issues.some(({ code }) => code === 'unrecognized_keys')).toBe(true);
  });

  it('limits the length of every text', () => {
    expect(inputs.length).toBeGreaterThan(12);
    const parsed = ClusterCreate.safeParse({ name: 'x'.repeat(64), credential: { kind: 'token', server: 'x'.repeat(600), caPem: 'x', token: 'x' } });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(expect.arrayContaining(['name', 'credential.server']));
  });

  it.each(['', '-a', 'a-', 'A', 'a_b', 'a.b', 'ａ', 'a'.repeat(64)])('%j is no DNS label', (text) => {
    expect(DnsLabel.safeParse(text).success).toBe(false);
  });

  it.each(['', 'A', 'a b', '.a', 'á', '__proto__'])('%j is no login', (text) => {
    expect(Login.safeParse(text).success).toBe(false);
  });

  it('fills in what is left out', () => {
    const id = '01a20faa-3efa-71ba-b592-52a373fad8ee';
    expect(ReleaseCreate.parse({ applicationId: id, revision: 1, targets: [{ clusterId: id, namespace: 'shop' }] }).options).toMatchObject({ healthTimeoutS: 600, onConflict: 'fail', prune: true, createNamespaces: true });
    expect(TokenCreate.parse({ name: 'ci' })).toEqual({ name: 'ci', expiresInDays: 90, clusterIds: null, readOnly: false });
  });

  it('reads the code of a problem', () => {
    expect(problemCode({ type: 'urn:hyperkuber:problem:forbidden' })).toBe('forbidden');
    expect(problemCode({ type: 'about:blank' })).toBe('unknown');
  });
});
