import type { Translate } from '../../i18n/texts';

const STEPS = [
  { key: 'age.days', ms: 86_400_000, upToMs: Infinity },
  { key: 'age.hours', ms: 3_600_000, upToMs: 172_800_000 },
  { key: 'age.minutes', ms: 60_000, upToMs: 7_200_000 },
  { key: 'age.seconds', ms: 1_000, upToMs: 60_000 },
] as const;

/** `12 s`, `5 min`, `3 h`, `2 d`: one unit, the largest that still tells two neighbours apart. */
export const ageText = (t: Translate, ageMs: number): string => {
  const positive = Math.max(0, ageMs);
  const step = STEPS.findLast((each) => positive < each.upToMs) ?? STEPS[0];
  return t(step.key, { n: Math.floor(positive / step.ms) });
};

/** The full instant with its zone, for hovering and for screen readers. */
export const instantText = (language: string, instant: string): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(instant));
