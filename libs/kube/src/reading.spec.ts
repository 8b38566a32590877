import { at, listAt, numberAt, setOwn, stringAt, textsAt } from './reading.js';

describe('reading', () => {
  const object = { spec: { replicas: 2, containers: [{ name: 'web' }], empty: null } };

  it.each([
    [['spec', 'replicas'], 2],
    [['spec', 'containers', 0, 'name'], 'web'],
    [['spec', 'containers', 1, 'name'], undefined],
    [['spec', 'empty', 'deeper'], undefined],
    [['spec', 'constructor'], undefined],
    [['__proto__'], undefined],
    [['spec', 'containers', 'length'], undefined],
    [['spec', 'replicas', 'toFixed'], undefined],
  ])('at %j finds %j', (path, expected) => {
    const found = at(object, ...path);
    expect(Number.isNaN(found) ? undefined : found).toEqual(expected);
  });

  it('gives nothing of another type', () => {
    expect(stringAt(object, 'spec', 'replicas')).toBeUndefined();
    expect(numberAt(object, 'spec', 'containers')).toBeUndefined();
    expect(listAt(object, 'spec')).toEqual([]);
    expect(textsAt({ labels: { a: 'b', c: 1 } }, 'labels')).toEqual({ a: 'b' });
  });

  it('keeps __proto__ as data', () => {
    const target: Record<string, unknown> = {};
    setOwn(target, '__proto__', { polluted: true });
    expect(Object.keys(target)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
    expect(at(target, '__proto__', 'polluted')).toBe(true);
  });
});
