import { PROBE_STEPS } from '@hyperkuber/contracts';
import en from '../../../../public/i18n/en.json';
import zh from '../../../../public/i18n/zh.json';
import { capacityText, FAULT_CODES, memoryText, PROBLEM_CODES, WARNING_CODES } from './cluster-words';

const dictionaries: readonly Record<string, string>[] = [en, zh];

describe('the words about clusters', () => {
  it('are there in both languages for every code', () => {
    const keys = [
      ...FAULT_CODES.flatMap((code) => [`clusterFault.${code}`, `clusterAdvice.${code}`]), ...WARNING_CODES.map((code) => `clusterWarning.${code}`),
      ...PROBLEM_CODES.map((code) => `clusterProblem.${code}`), ...PROBE_STEPS.map((step) => `clusterStep.${step}`),
    ];
    expect(dictionaries.flatMap((dictionary) => keys.filter((key) => !(key in dictionary)))).toEqual([]);
  });

  it('write sizes in the unit that one reads', () => {
    expect(memoryText(64 * 2 ** 30, 'en')).toBe('64 GiB');
    expect(memoryText(1.5 * 2 ** 40, 'en')).toBe('1.5 TiB');
    expect(memoryText(512 * 2 ** 20, 'en')).toBe('512 MiB');
    expect(capacityText({ cpuMillis: 3_500, memoryBytes: 7 * 2 ** 30, pods: 1 }, 'en')).toBe('3.5 CPU · 7 GiB');
    expect(capacityText(null, 'en')).toBe('–');
  });
});
