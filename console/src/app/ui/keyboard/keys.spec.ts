import { keyName, type Shortcut, stepKeys } from './keys';

const shortcut = (keys: string, when?: () => boolean): Shortcut => ({ keys, label: 'x', group: 'page', run: () => undefined, ...(when === undefined ? {} : { when }) });
const pressed = (key: string, change: Partial<KeyboardEvent> = {}): string | null => keyName({ key, ctrlKey: false, metaKey: false, altKey: false, ...change });

describe('key names', () => {
  it('leave keys with Alt to the browser', () => { expect(pressed('k', { altKey: true })).toBeNull(); });
  it('are the same for Ctrl and the command key', () => {
    expect(pressed('k', { ctrlKey: true })).toBe('Mod+k');
    expect(pressed('K', { metaKey: true })).toBe('Mod+k');
  });
  it('are lower case, and words stay words', () => {
    expect(pressed('G')).toBe('g');
    expect(pressed('Escape')).toBe('Escape');
  });
});

describe('steps', () => {
  const go = shortcut('g c');
  const first = shortcut('x');
  it('wait for the second key and then run', () => {
    expect(stepKeys([go], '', 'g')).toEqual({ kind: 'wait', prefix: 'g' });
    expect(stepKeys([go], 'g', 'c')).toEqual({ kind: 'run', shortcut: go });
  });
  it('begin anew when the second key leads nowhere', () => { expect(stepKeys([go, first], 'g', 'x')).toEqual({ kind: 'run', shortcut: first }); });
  it('let the latest that answers win', () => {
    const later = shortcut('x');
    const silent = shortcut('x', () => false);
    expect(stepKeys([first, later, silent], '', 'x')).toEqual({ kind: 'run', shortcut: later });
  });
  it('mean nothing for an unknown key', () => { expect(stepKeys([go], '', 'q')).toEqual({ kind: 'none' }); });
});
