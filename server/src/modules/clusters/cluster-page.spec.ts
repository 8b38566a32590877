import { cursorOf, labelsOf, nameOf } from './cluster-page.js';
import { CursorInvalid } from './errors.js';

describe('the cursor of the list', () => {
  it('refuses a text that no page gave', () => {
    expect(() => nameOf('../../etc')).toThrow(CursorInvalid);
  });

  it('comes back as it went', () => {
    expect(nameOf(cursorOf('prod-eu'))).toBe('prod-eu');
  });
});

describe('labelsOf', () => {
  it('reads keys with and without a value and skips what is empty', () => {
    expect(labelsOf('env=prod, team,,tier=')).toEqual([{ key: 'env', value: 'prod' }, { key: 'team' }, { key: 'tier', value: '' }]);
  });
});
