import type { Translate } from '../../i18n/texts';
import { ageText } from './age-text';

const t: Translate = Object.assign((key: string, parameters?: Readonly<Record<string, string | number>>) => `${String(parameters?.['n'])} ${key.replace('age.', '')}`, { count: () => '' });

describe('an age', () => {
  it.each([
    [-5_000, '0 seconds'], [59_999, '59 seconds'], [60_000, '1 minutes'], [7_199_000, '119 minutes'], [7_200_000, '2 hours'], [172_799_000, '47 hours'], [172_800_000, '2 days'], [31_536_000_000, '365 days'],
  ])('of %p ms reads %p', (ms, text) => { expect(ageText(t, ms)).toBe(text); });
});
