import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { KeyringRefused } from './errors.js';

const KeyringDocument = z.strictObject({
  primary: z.string(),
  keys: z.record(z.string().regex(/^[a-z0-9][a-z0-9.-]{0,62}$/), z.strictObject({
    alg: z.literal('aes-256-gcm'),
    material: z.base64(),
    created: z.iso.datetime(),
  })),
});

type KeyringDocument = z.infer<typeof KeyringDocument>;

/** The keys that wrap data keys. One is primary and seals; all of them open. A value: changes make a new keyring. */
export class Keyring {
  private constructor(private readonly document: KeyringDocument) {}

  static generate(now: Date): Keyring {
    return new Keyring({ primary: 'k1', keys: { k1: freshKey(now) } });
  }

  static parse(text: string): Keyring {
    const parsed = KeyringDocument.safeParse(jsonOrUndefined(text));
    // Never the parser's own words: they may quote the material.
    if (!parsed.success) throw new KeyringRefused('The keyring is not of the form {"primary": "k1", "keys": {"k1": {"alg", "material", "created"}}}');
    const document = parsed.data;
    for (const [id, key] of Object.entries(document.keys)) {
      if (Buffer.from(key.material, 'base64').length !== 32) throw new KeyringRefused(`The key ${id} of the keyring is not 32 bytes long`);
    }
    if (!(document.primary in document.keys)) throw new KeyringRefused(`The keyring's primary key ${document.primary} is not among its keys`);
    return new Keyring(document);
  }

  get primary(): string {
    return this.document.primary;
  }

  get ids(): readonly string[] {
    return Object.keys(this.document.keys);
  }

  material(id: string): Buffer | undefined {
    const key = Object.hasOwn(this.document.keys, id) ? this.document.keys[id] : undefined;
    return key && Buffer.from(key.material, 'base64');
  }

  /** Step one of a rotation: every replica must be able to read with the new key before any of them writes with it. */
  addKey(now: Date): { readonly keyring: Keyring; readonly id: string } {
    const highest = Math.max(0, ...this.ids.map((id) => Number(/^k(\d+)$/.exec(id)?.[1] ?? 0)));
    const id = `k${String(highest + 1)}`;
    return { keyring: new Keyring({ ...this.document, keys: { ...this.document.keys, [id]: freshKey(now) } }), id };
  }

  /** Step two, once all replicas run with the new key. */
  makePrimary(id: string): Keyring {
    if (!this.ids.includes(id)) throw new KeyringRefused(`There is no key ${id} in the keyring`);
    return new Keyring({ ...this.document, primary: id });
  }

  /** The last step, once the rewrap reports that no row is left with the key. */
  dropKey(id: string): Keyring {
    if (id === this.primary) throw new KeyringRefused(`The key ${id} is primary; make another key primary first`);
    return new Keyring({ ...this.document, keys: Object.fromEntries(Object.entries(this.document.keys).filter(([each]) => each !== id)) });
  }

  /** The file's content, with the keys in clear. */
  serialize(): string {
    return `${JSON.stringify(this.document, null, 2)}\n`;
  }

  toJSON(): string {
    return '[sealed]';
  }
}

const freshKey = (now: Date) => ({ alg: 'aes-256-gcm' as const, material: randomBytes(32).toString('base64'), created: now.toISOString() });

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
