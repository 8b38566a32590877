import { HEALTH_REASONS, type HealthCause, healthMessage, type HealthReason } from '@hyperkuber/kube';

export type ReasonWords = Readonly<Record<HealthReason, string>>;

const isReason = (word: string): word is HealthReason => Object.hasOwn(HEALTH_REASONS, word);
const REASONS = Object.keys(HEALTH_REASONS).filter(isReason);

/** The reasons of `libs/kube` in the words of a dictionary. */
export const reasonWordsOf = (text: (key: string) => string): ReasonWords => {
  const words: Record<HealthReason, string> = { ...HEALTH_REASONS };
  for (const reason of REASONS) words[reason] = text(`reason.${reason}`);
  return words;
};

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Facts that are counts; anything else in their place would let `{ready} of {wanted} ready` swallow the sentence before it. */
const COUNTS = new Set(['ready', 'total', 'wanted', 'updated', 'old', 'unavailable', 'succeeded', 'active', 'count', 'current', 'min', 'max']);
const factPattern = (part: string): string => { const name = part.slice(1, -1); return `(?<${name}>${COUNTS.has(name) ? '\\d+' : '.+?'})`; };

/** The English words of a reason as a pattern that gives the facts back. */
const patternOf = (template: string): RegExp => {
  const source = template.split(/(\[[^\]]*\]|\{\w+\})/).map((part) => {
    if (part.startsWith('{')) return factPattern(part);
    return part.startsWith('[') ? `(?:${part.slice(1, -1).split(/(\{\w+\})/).map((inner) => (inner.startsWith('{') ? factPattern(inner) : literal(inner))).join('')})?` : literal(part);
  });
  return new RegExp(`^${source.join('')}$`);
};

/** A reason of nothing but a fact, such as `{phase}`, would match any sentence; it is only tried when it is named. */
const SPEAKING = REASONS.filter((reason) => HEALTH_REASONS[reason].replaceAll(/\{\w+\}|\[|\]/g, '').trim() !== '');
const patterns = new Map<HealthReason, RegExp>();
const pattern = (reason: HealthReason): RegExp => {
  const known = patterns.get(reason) ?? patternOf(HEALTH_REASONS[reason]);
  patterns.set(reason, known);
  return known;
};

const causeIn = (message: string, reasons: readonly HealthReason[]): HealthCause | undefined => {
  for (const reason of reasons) {
    const match = pattern(reason).exec(message);
    if (match !== null) return { reason, facts: Object.fromEntries(Object.entries(match.groups ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string')) };
  }
  return undefined;
};

/**
 * A message of health in other words. The server keeps reason and English message; the facts are read back out of the message by the
 * reason's own template. What cannot be read stays as it is: an English sentence tells more than none.
 */
export const translateHealth = (message: string, words: ReasonWords, reason = ''): string => {
  const mains = isReason(reason) ? [reason] : SPEAKING;
  const whole = causeIn(message, mains);
  if (whole !== undefined) return healthMessage(whole, undefined, words);
  for (let at = message.indexOf(', '); at !== -1; at = message.indexOf(', ', at + 2)) {
    const [main, cause] = [causeIn(message.slice(0, at), mains), causeIn(message.slice(at + 2), SPEAKING)];
    if (main !== undefined && cause !== undefined) return healthMessage(main, cause, words);
  }
  return message;
};

/** `web: 1 of 3 ready` keeps the name of the object. */
export const translateNamedHealth = (sentence: string, words: ReasonWords): string => {
  const at = sentence.indexOf(': ');
  const name = sentence.slice(0, at);
  if (at <= 0 || /\s/.test(name)) return translateHealth(sentence, words);
  return `${name}: ${translateHealth(sentence.slice(at + 2), words)}`;
};
