import fc from 'fast-check';
import { parseManifests } from './manifests.js';

const named = (name: string, rest = ''): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${rest}`;
const objectOf = (rest: string): Record<string, unknown> => {
  const { documents, problems } = parseManifests(named('web', rest));
  expect(problems).toEqual([]);
  return documents[0]?.object ?? {};
};
const problemOf = (text: string): unknown => parseManifests(text).problems[0];

describe('refused', () => {
  it.each<[string, string, object]>([
    ['a list of text', '- a\n- b', { code: 'not-an-object', document: 1, line: 1 }],
    ['plain text', 'hello', { code: 'not-an-object' }],
    ['no apiVersion', 'kind: Pod\nmetadata: {name: a}', { code: 'missing-api-version', path: 'apiVersion' }],
    ['no kind', 'apiVersion: v1\nmetadata: {name: a}', { code: 'missing-kind', path: 'kind' }],
    ['no name', 'apiVersion: v1\nkind: Pod\nmetadata:\n  labels: {}', { code: 'missing-name', line: 4, path: 'metadata.name' }],
    ['a generated name', 'apiVersion: v1\nkind: Pod\nmetadata: {generateName: a-}', { code: 'missing-name', message: expect.stringContaining('stable name') }],
    ['a name that is a number', named('0123'), { code: 'missing-name', message: expect.stringContaining('quotes') }],
    ['a label that is a number', named('a', '  labels: {version: 1.0}'), { code: 'not-text', path: 'metadata.labels.version' }],
    ['a key written twice', named('a', 'data:\n  x: "1"\n  x: "2"'), { code: 'duplicate-key', line: 7, path: 'data.x' }],
    ['an unclosed bracket', named('a', 'data: ['), { code: 'yaml-syntax', line: 5 }],
    ['a tab as indent', 'apiVersion: v1\nmetadata:\n\tname: a', { code: 'yaml-syntax', line: 3 }],
    ['an unknown alias', named('a', 'data: *nobody'), { code: 'yaml-syntax', line: 5 }],
    ['an anchor inside itself', named('a', 'data: &a {b: *a}'), { code: 'alias-limit' }],
    ['a number beyond 2^53', named('a', 'value: 9007199254740993'), { code: 'unsafe-number', path: 'value' }],
    ['not a number', named('a', 'value: .nan'), { code: 'unsafe-number' }],
    ['a map as a key', named('a', '? {a: 1}\n: 2'), { code: 'invalid-key' }],
    ['a tag of its own', named('a', 'value: !secret x'), { code: 'unsupported-tag', path: 'value' }],
    ['a binary tag', named('a', 'value: !!binary aGk='), { code: 'unsupported-tag' }],
  ])('%s', (_what, text, expected) => {
    expect(problemOf(text)).toMatchObject(expected);
  });

  it('an object written twice, naming both lines, even in two versions', () => {
    const deployment = (version: string) => `apiVersion: apps/${version}\nkind: Deployment\nmetadata: {name: web, namespace: shop}\n`;
    const { documents, problems } = parseManifests(`${deployment('v1')}---\n${deployment('v1beta1')}`);
    expect(documents).toHaveLength(1);
    expect(problems).toEqual([expect.objectContaining({ code: 'duplicate-object', document: 2, line: 5, message: expect.stringMatching(/line 1 .*line 5/) })]);
  });

  it('a document, without hiding the next', () => {
    const { documents, problems } = parseManifests(`a: [\n---\n${named('web')}`);
    expect(problems).toEqual([expect.objectContaining({ code: 'yaml-syntax', document: 1 })]);
    expect(documents).toEqual([expect.objectContaining({ document: 2, line: 3 })]);
  });
});

describe('read as kubectl reads it', () => {
  it('octal, yes, times and base 60', () => {
    expect(objectOf('mode: 0400\nflag: yes\nday: 2024-01-02\nhour: 12:30\ntext: "0400"\nblock: |\n  0400\n')).toMatchObject({
      mode: 256, flag: true, day: '2024-01-02', hour: '12:30', text: '0400', block: '0400\n',
    });
  });

  it('keys that are no text become text', () => {
    expect(objectOf('data: {1: a, y: b, null: c}'.replace(', null: c', ''))).toMatchObject({ data: { 1: 'a', true: 'b' } });
  });

  it('anchors, aliases and merge keys, where the own key wins', () => {
    expect(objectOf('base: &base {a: 1, b: 2}\none:\n  b: 3\n  <<: *base\nmany:\n  <<: [{c: 1}, *base]\nsame: *base')).toMatchObject({
      one: { a: 1, b: 3 }, many: { a: 1, b: 2, c: 1 }, same: { a: 1, b: 2 },
    });
  });

  it('several documents, skipping those with comments only', () => {
    const text = `# head\n---\n\n---\n${named('one')}--- # next\n# nothing\n...\n---\n${named('two')}---\n`;
    expect(parseManifests(text).documents.map(({ document, line, object }) => [document, line, object.metadata.name])).toEqual([[1, 5, 'one'], [2, 13, 'two']]);
  });

  it('a marker inside a block of text ends the document, an indented one does not', () => {
    expect(objectOf('data:\n  a: |\n    x\n    ---\n    y\n')).toMatchObject({ data: { a: 'x\n---\ny\n' } });
  });

  it('a document on the line of its marker, and a version directive', () => {
    expect(parseManifests('%YAML 1.2\n--- {apiVersion: v1, kind: Pod, metadata: {name: web}, mode: 0400}').documents[0]?.object['mode']).toBe(256);
  });

  it('JSON, also with tabs', () => {
    const json = '{\n\t"apiVersion": "v1",\n\t"kind": "Pod",\n\t"metadata": {"name": "web"},\n\t"text": "a\\tb \\u00e9 \\ud83d\\ude00"\n}\n';
    expect(parseManifests(json).documents[0]).toMatchObject({ line: 1, object: { text: 'a\tb é 😀' } });
  });

  it('Windows line ends and a byte order mark', () => {
    const { documents, problems } = parseManifests(`\uFEFF${named('one')}---\n${named('two')}`.replaceAll('\n', '\r\n'));
    expect(problems).toEqual([]);
    expect(documents.map(({ line, object }) => [line, object.metadata.name])).toEqual([[1, 'one'], [6, 'two']]);
  });

  it('lists and lists in lists, each item with its own line', () => {
    const text = 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n- apiVersion: v1\n  kind: ConfigMapList\n  items:\n  - metadata: {name: b}\n';
    expect(parseManifests(text)).toMatchObject({
      problems: [],
      documents: [{ line: 4, document: 1, object: { kind: 'Pod' } }, { line: 10, document: 1, object: { apiVersion: 'v1', kind: 'ConfigMap' } }],
    });
  });

  it('a kind that ends in List but has no items stays one object', () => {
    expect(parseManifests('apiVersion: a/v1\nkind: AllowList\nmetadata: {name: a}').documents).toHaveLength(1);
  });

  it('a faulty item is named by its place', () => {
    expect(problemOf('apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod')).toMatchObject({ code: 'missing-name', line: 4, path: 'items[0].metadata.name' });
  });

  it('without what only the server writes', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, uid: u, resourceVersion: "1", generation: 2, managedFields: [], creationTimestamp: null, selfLink: x, deletionTimestamp: null, labels: {a: b}}\nstatus: {phase: Running}';
    expect(parseManifests(text).documents[0]?.object).toEqual({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', labels: { a: 'b' } } });
  });

  it('nothing from nothing', () => {
    for (const text of ['', '\n\n', '# only a comment', '---\n---\n', 'null', '~']) expect(parseManifests(text)).toEqual({ documents: [], problems: [] });
  });
});

it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '"__proto__"'])('keeps the key %s as data', (key) => {
  const object = objectOf(`data:\n  ${key}: {polluted: true}\nmerged:\n  <<: {${key}: {polluted: true}}`);
  const plain = key.replaceAll('"', '');
  for (const field of ['data', 'merged']) {
    expect(Object.keys(object[field] as object)).toEqual([plain]);
    expect(Object.getPrototypeOf(object[field])).toBe(Object.prototype);
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

describe('bombs', () => {
  const laughs = ['a: &a [lol,lol,lol,lol,lol,lol,lol,lol,lol]', ...'bcdefghi'.split('').map((name, index) => {
    const before = 'abcdefgh'[index];
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`;
  })].join('\n');

  beforeAll(() => { for (let round = 0; round < 20; round += 1) parseManifests(named('warm', 'data: {a: [1, 2]}\n'.repeat(1))); });

  it.each<[string, string, string]>([
    ['a billion laughs', laughs, 'alias-limit'],
    ['101 aliases', named('a', `x: &x 1\n${Array.from({ length: 101 }, (_, index) => `k${index}: *x`).join('\n')}`), 'alias-limit'],
    ['100,000 open brackets', '['.repeat(100_000), 'too-deep'],
    ['100,000 open braces', '{a: '.repeat(100_000), 'too-deep'],
    ['100,000 nested items', `${'- '.repeat(100_000)}a`, 'too-deep'],
    ['100,000 nested keys', `${'? '.repeat(100_000)}a`, 'too-deep'],
    ['102 levels', named('a', `x: ${'['.repeat(102)}${']'.repeat(102)}`), 'too-deep'],
    ['10,000 documents', '---\na: 1\n'.repeat(10_000), 'too-many-objects'],
    ['more than 1 MiB', 'x'.repeat(1024 * 1024 + 1), 'too-large'],
    ['more than 1 MiB in UTF-8', 'é'.repeat(600_000), 'too-large'],
    ['a scalar of 1 MB', 'x'.repeat(1_000_000), 'not-an-object'],
    ['tabs and spaces', '\t \t:\t- \t'.repeat(1000), 'yaml-syntax'],
    ['10,000 anchors on nothing', '&a '.repeat(10_000), 'yaml-syntax'],
  ])('%s ends in a problem within 50 ms', (_what, text, code) => {
    const timed = (): number => {
      const before = process.cpuUsage();
      expect(parseManifests(text).problems.map((problem) => problem.code)).toContain(code);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    // Time on the processor, and the best of three: another process on the machine must not decide.
    expect(Math.min(timed(), timed(), timed())).toBeLessThan(50);
  });

  it('stops at 500 objects in one list', () => {
    const items = Array.from({ length: 501 }, (_, index) => `- {apiVersion: v1, kind: Pod, metadata: {name: p${index}}}`).join('\n');
    const { documents, problems } = parseManifests(`apiVersion: v1\nkind: List\nitems:\n${items}`);
    expect(documents).toHaveLength(500);
    expect(problems).toEqual([expect.objectContaining({ code: 'too-many-objects', line: 504 })]);
  });

  it('100,000 empty documents are nothing', () => {
    expect(parseManifests('---\n'.repeat(100_000))).toEqual({ documents: [], problems: [] });
  });
});

describe('any text', () => {
  const fragment = fc.constantFrom('---\n', 'a: ', '- ', '? ', '[', ']', '{', '}', ',', '\n', '  ', '\t', '&a ', '*a', '<<: ', '!!str ', '!x ', '"', "'", '|\n', '>\n', '#', 'yes', '0400', '__proto__: ', 'kind: List\n', 'items:\n', 'metadata: {name: a}\n', 'apiVersion: v1\n', '\\', ':', '%YAML 1.1\n', '...\n', '\uFEFF', '\r');

  it('is read without throwing and in bounded time', () => {
    const startedAt = performance.now();
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join(''))), (text) => {
        const { documents, problems } = parseManifests(text);
        for (const problem of problems) expect(problem.line).toBeGreaterThanOrEqual(1);
        for (const { object } of documents) expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
      }),
      { numRuns: 1500, interruptAfterTimeLimit: 15_000 },
    );
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });

  it('that is JSON is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }), (data) => {
        const expected: unknown = JSON.parse(JSON.stringify(data));
        const { documents, problems } = parseManifests(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data }));
        if (problems.some((problem) => problem.code === 'unsafe-number')) return;
        expect(problems).toEqual([]);
        expect(documents[0]?.object['data']).toEqual(expected);
      }),
      { numRuns: 300, interruptAfterTimeLimit: 15_000 },
    );
  });
});
