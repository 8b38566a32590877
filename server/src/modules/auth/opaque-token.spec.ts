import { hashOfSecret, newToken, publicIdOf } from './opaque-token.js';

describe('an opaque token', () => {
  it.each(['', 'null', 'hk_', `hk_${'a'.repeat(57)}`, `Bearer ${newToken().secret}`, `${newToken().secret} `, newToken().secret.toLowerCase()])('turns away %j', (text) => {
    expect(publicIdOf(text)).toBeNull();
  });

  it('carries the id under which it is kept, and only its hash is kept', () => {
    const token = newToken();
    expect(publicIdOf(token.secret)).toBe(token.publicId);
    expect(token.hash).toBe(hashOfSecret(token.secret));
    expect(token.hash).not.toContain(token.secret);
  });

  it('notices one changed character', () => {
    const { secret } = newToken();
    const at = 20;
    const changed = `${secret.slice(0, at)}${secret.charAt(at) === 'x' ? 'y' : 'x'}${secret.slice(at + 1)}`;
    expect(publicIdOf(changed)).toBeNull();
  });
});
