import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import en from '../../../public/i18n/en.json' with { type: 'json' };
import zh from '../../../public/i18n/zh.json' with { type: 'json' };

const ROOT = resolve(process.cwd(), process.cwd().endsWith('console') ? 'src/app' : 'console/src/app');

const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|html)$/.test(path) && !path.endsWith('.spec.ts') && !path.endsWith('icons.ts'))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'));
const text = sources.join('\n');

const english: Record<string, string> = en;
const chinese: Record<string, string> = zh;
const keys = Object.keys(english);
const areas = new Set(keys.filter((key) => key.includes('.')).map((key) => key.split('.')[0] ?? ''));

const all = (pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
// t('a.b'), t.count('a.b', …) and keys that stand in data: title: 'a.b'.
const counted = all(/\.count\(\s*'([\w.-]+)'/g);
const literal = all(/['`]([a-z][A-Za-z]*(?:\.[A-Za-z0-9-]+)+)['`]/g).filter((key) => areas.has(key.split('.')[0] ?? ''));
// t('a.' + word) and t(`a.${word}`)
const prefixes = [...all(/['"`]([a-z][A-Za-z]*(?:\.[A-Za-z0-9-]+)*\.)['"]\s*\+/g), ...all(/`([a-z][A-Za-z]*(?:\.[A-Za-z0-9-]+)*\.)\$\{/g)];

const forms = (key: string): string[] => (counted.includes(key) ? [`${key}.one`, `${key}.other`] : [key]);
const placeholders = (value = ''): string[] => [...value.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1] ?? '').sort();

describe('the dictionaries', () => {
  it('have the same keys, in order, in both languages', () => {
    expect(Object.keys(chinese)).toEqual(keys);
    expect([...keys].sort()).toEqual(keys);
  });

  it('say something for every key', () => {
    expect(keys.filter((key) => english[key]?.trim() === '' || chinese[key]?.trim() === '')).toEqual([]);
  });

  it('fill in the same things in both languages', () => {
    expect(keys.filter((key) => placeholders(english[key]).join() !== placeholders(chinese[key]).join())).toEqual([]);
  });

  it('have every key that the console uses', () => {
    expect(literal.filter((key) => !forms(key).every((form) => form in english))).toEqual([]);
  });

  it('have no key that the console does not use', () => {
    const used = new Set(literal.flatMap(forms));
    const single = all(/\bt\('([a-z]+)'\)/g);
    expect(keys.filter((key) => !used.has(key) && !single.includes(key) && !prefixes.some((prefix) => key.startsWith(prefix)))).toEqual([]);
  });

  it('have a text behind every composed key', () => {
    expect(prefixes.filter((prefix) => areas.has(prefix.split('.')[0] ?? '') && !keys.some((key) => key.startsWith(prefix)))).toEqual([]);
  });
});
