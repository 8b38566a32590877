import { formatSelector, labelSelector, mapSelector, matchesSelector, parseSelector } from './selector.js';

const labels = { app: 'web', tier: 'front', 'example.com/kind': 'x', empty: '' };

it.each<[string, boolean]>([
  ['', true], ['app=web', true], ['app==web', true], ['app = web', true], ['app=db', false], ['app!=db', true], ['app!=web', false], ['absent!=web', true],
  ['app in (web, db)', true], ['app in (db)', false], ['app notin (db)', true], ['absent notin (db)', true], ['absent in (db)', false],
  ['app', true], ['absent', false], ['!absent', true], ['! app', false], ['app=web,tier in (front,back),!old', true], ['app=web,tier=back', false],
  ['example.com/kind=x', true], ['empty=', true], ['app=', false], ['constructor', false], ['__proto__=a', false],
])('the selector %j selects: %s', (text, expected) => {
  const reading = parseSelector(text);
  expect(reading.ok ? matchesSelector(reading.requirements, labels) : 'refused').toBe(text.startsWith('__') ? 'refused' : expected);
});

it.each([',', 'app=web,', '=web', 'a b', 'app in web', 'app=w b', 'app in (a', '-a=b', `app=${'x'.repeat(64)}`, '!'])('refuses %j and says so', (text) => {
  expect(parseSelector(text)).toEqual({ ok: false, problem: expect.stringContaining(':') });
});

it('writes what it read', () => {
  const reading = parseSelector('a=1, b != 2,c in (3,4), d notin (5, 6),e,!f');
  expect(reading.ok && formatSelector(reading.requirements)).toBe('a=1,b!=2,c in (3,4),d notin (5,6),e,!f');
});

it.each<[string, unknown, boolean]>([
  ['no selector', undefined, false], ['null', null, false], ['an empty one', {}, true], ['labels', { matchLabels: { app: 'web' } }, true],
  ['expressions', { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['back'] }, { key: 'app', operator: 'Exists' }] }, true],
  ['both', { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['back'] }] }, false],
  ['an unknown operator', { matchExpressions: [{ key: 'tier', operator: 'Like', values: ['f'] }] }, false],
])('a LabelSelector with %s selects: %s', (_what, selector, expected) => {
  expect(matchesSelector(labelSelector(selector), labels)).toBe(expected);
});

it('a Service without selector selects nothing', () => {
  expect(matchesSelector(mapSelector({}), labels)).toBe(false);
  expect(matchesSelector(mapSelector({ app: 'web' }), labels)).toBe(true);
});
