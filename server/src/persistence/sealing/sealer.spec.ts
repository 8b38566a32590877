import { inspect } from 'node:util';
import { keyIdOf } from './envelope.js';
import { KeyringRefused, SealBroken } from './errors.js';
import { Keyring } from './keyring.js';
import type { SealContext } from './seal-context.js';
import { Sealed } from './sealed.js';
import { Sealer } from './sealer.js';

const now = new Date('2026-01-02T03:04:05.678Z');
const context: SealContext = {
  table: 'cluster_credentials', column: 'credential', rowId: 'row-1', version: 1, owner: 'tenant-1', target: 'https://10.0.0.1:6443',
};

describe('a sealed value', () => {
  const keyring = Keyring.generate(now);
  const sealer = new Sealer('installation-1', keyring);
  const sealed = sealer.seal('secret', context);

  it('does not open with any single bit flipped, wherever it is', () => {
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const damaged = Buffer.from(sealed);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => sealer.open(damaged, context)).toThrow(SealBroken);
    }
  });

  it('does not open when it is cut off or grown', () => {
    for (let length = 0; length < sealed.length; length++) expect(() => sealer.open(sealed.subarray(0, length), context)).toThrow(SealBroken);
    expect(() => sealer.open(Buffer.concat([sealed, Buffer.alloc(1)]), context)).toThrow(SealBroken);
  });

  it.each([
    ['another table', { table: 'users' }], ['another column', { column: 'backup' }], ['another row', { rowId: 'row-2' }],
    ['an older version', { version: 2 }], ['another owner', { owner: 'tenant-2' }], ['another target', { target: 'https://10.0.0.2:6443' }],
    ['fields shifted by one byte', { table: 'cluster_credentialsc', column: 'redential' }],
  ])('does not open in %s', (_, change) => {
    expect(() => sealer.open(sealed, { ...context, ...change })).toThrow(SealBroken);
  });

  it('does not open in another installation, nor with another key of the same name', () => {
    expect(() => new Sealer('installation-2', keyring).open(sealed, context)).toThrow(SealBroken);
    expect(() => new Sealer('installation-1', Keyring.generate(now)).open(sealed, context)).toThrow(SealBroken);
  });

  it('leaves its neighbours readable when it is damaged', () => {
    const other = { ...context, rowId: 'row-2' };
    const neighbour = sealer.seal('other', other);
    expect(() => sealer.open(sealed.subarray(1), context)).toThrow(SealBroken);
    expect(sealer.openText(neighbour, other).reveal()).toBe('other');
  });

  it('opens where it belongs, and looks different each time it is sealed', () => {
    expect(sealer.openText(sealed, context).reveal()).toBe('secret');
    expect(sealer.seal('secret', context).equals(sealed)).toBe(false);
    expect(sealer.open(sealer.seal('', context), context).reveal()).toEqual(Buffer.alloc(0));
  });

  it('keeps its data untouched by a rewrap, and opens with the new key alone', () => {
    const { keyring: both, id } = keyring.addKey(now);
    const rotated = new Sealer('installation-1', both.makePrimary(id));
    const rewrapped = rotated.rewrap(sealed, context.rowId);
    if (!rewrapped) throw new Error('nothing was rewrapped');
    expect([keyIdOf(sealed), keyIdOf(rewrapped)]).toEqual(['k1', 'k2']);
    expect(rewrapped.subarray(-34).equals(sealed.subarray(-34))).toBe(true);
    expect(rotated.rewrap(rewrapped, context.rowId)).toBeUndefined();
    const onlyNew = new Sealer('installation-1', both.makePrimary(id).dropKey('k1'));
    expect(onlyNew.openText(rewrapped, context).reveal()).toBe('secret');
    expect(() => onlyNew.open(sealed, context)).toThrow('k1');
    // A backup made before the rotation still opens with the key of that time.
    expect(sealer.openText(sealed, context).reveal()).toBe('secret');
  });

  it('neither seals nor opens while the keyring is refused', () => {
    const own = new Sealer('installation-1', keyring);
    own.use(new KeyringRefused('wrong keyring'));
    expect(() => own.seal('x', context)).toThrow(KeyringRefused);
    expect(() => own.open(sealed, context)).toThrow(KeyringRefused);
    own.use(keyring);
    expect(own.openText(sealed, context).reveal()).toBe('secret');
  });
});

describe('an opened secret', () => {
  it('shows itself only when asked', () => {
    const secret = new Sealed('hunter2');
    const shown = [String(secret), ''.concat(secret as unknown as string), JSON.stringify({ secret }), inspect({ secret }, { showHidden: true, depth: 9 }), JSON.stringify(Object.entries(secret))];
    expect(shown.join('\n')).not.toContain('hunter2');
    expect(shown[0]).toBe('[sealed]');
    expect(secret.reveal()).toBe('hunter2');
  });
});

describe('a keyring', () => {
  it.each([
    ['empty', ''], ['not JSON', 'k1'], ['without keys', '{"primary":"k1","keys":{}}'],
    ['with a short key', JSON.stringify({ primary: 'k1', keys: { k1: { alg: 'aes-256-gcm', material: 'c2hvcnQ=', created: now.toISOString() } } })],
    ['of another algorithm', JSON.stringify({ primary: 'k1', keys: { k1: { alg: 'des', material: 'c2hvcnQ=', created: now.toISOString() } } })],
  ])('that is %s is refused without a word of its content', (_, text) => {
    expect(() => Keyring.parse(text)).toThrow(KeyringRefused);
    expect(() => Keyring.parse(text)).not.toThrow(/c2hvcnQ/);
  });

  it('comes back from its text, and never from a log', () => {
    const keyring = Keyring.generate(now);
    expect(Keyring.parse(keyring.serialize()).material('k1')).toEqual(keyring.material('k1'));
    expect(JSON.stringify({ keyring })).toBe('{"keyring":"[sealed]"}');
  });

  it('does not drop its primary key', () => {
    const { keyring, id } = Keyring.generate(now).addKey(now);
    expect(id).toBe('k2');
    expect(() => keyring.dropKey('k1')).toThrow(KeyringRefused);
    expect(() => keyring.makePrimary('k9')).toThrow(KeyringRefused);
    expect(keyring.makePrimary('k2').dropKey('k1').ids).toEqual(['k2']);
  });
});
