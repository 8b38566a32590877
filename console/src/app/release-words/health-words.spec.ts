import { HEALTH_REASONS, healthMessage } from '@hyperkuber/kube';
import en from '../../../public/i18n/en.json' with { type: 'json' };
import zh from '../../../public/i18n/zh.json' with { type: 'json' };
import { reasonWordsOf, translateHealth, translateNamedHealth } from './health-words';

const dictionary = (texts: Readonly<Record<string, string>>) => reasonWordsOf((key) => texts[key] ?? '');
const chinese = dictionary(zh);
const facts = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

describe('words of health', () => {
  it('has every reason in the English dictionary as the library says it', () => {
    expect(dictionary(en)).toEqual({ ...HEALTH_REASONS });
  });

  it('tells the same facts in Chinese', () => {
    const wrong = Object.entries(HEALTH_REASONS).filter(([reason, text]) => facts((zh as Record<string, string>)[`reason.${reason}`] ?? '').join() !== facts(text).join());
    expect(wrong).toEqual([]);
  });

  it('keeps the facts of a message and its cause', () => {
    const cause = { reason: 'ImageCannotBePulled', facts: { node: 'node-2' } } as const;
    const main = { reason: 'NotAllReady', facts: { ready: 1, wanted: 3 } } as const;
    const message = healthMessage(main, cause);
    expect(translateHealth(message, chinese, 'NotAllReady')).toBe(healthMessage(main, cause, chinese));
    expect(translateNamedHealth(`web: ${message}`, chinese)).toBe(`web: ${healthMessage(main, cause, chinese)}`);
  });

  it('reads every reason back from its own words, with or without a cause', () => {
    const values: Record<string, number | string> = Object.fromEntries(['ready', 'total', 'wanted', 'updated', 'old', 'unavailable', 'succeeded', 'active', 'count', 'current', 'min', 'max'].map((name) => [name, 3]));
    const cause = { reason: 'CrashLoop', facts: { container: 'web', node: 'node-1' } } as const;
    for (const reason of ['NotAllReady', 'RolloutTimedOut', 'OldPodsRemain', 'PodsUnavailable'] as const) {
      const main = { reason, facts: values };
      const named = Object.fromEntries(facts(HEALTH_REASONS[reason]).map((name) => [name, values[name] ?? '']));
      expect(translateNamedHealth(`web: ${healthMessage(main, cause)}`, chinese)).toBe(`web: ${healthMessage({ reason, facts: named }, cause, chinese)}`);
    }
  });

  it('leaves a sentence alone that it cannot read', () => {
    expect(translateNamedHealth('quota: exceeded quota: compute', chinese)).toBe('quota: exceeded quota: compute');
  });
});
