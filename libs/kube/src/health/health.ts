import { HEALTH_REASONS, type HealthFlag, type HealthReason } from './health-reasons.js';

/** From best to worst. */
export const HEALTH_STATUSES = ['NotApplicable', 'Healthy', 'Suspended', 'Terminating', 'Progressing', 'Missing', 'Degraded', 'Unknown'] as const;
export type HealthStatus = (typeof HEALTH_STATUSES)[number];

export type HealthFacts = Readonly<Record<string, string | number>>;

export interface HealthCause {
  reason: HealthReason;
  facts: HealthFacts;
}

export interface Health extends HealthCause {
  status: HealthStatus;
  /** English, short: "1 of 3 ready, image cannot be pulled on node-2". */
  message: string;
  flags: HealthFlag[];
  since?: string;
  /** Why, where a part of the object is to blame: the worst pod of a workload. */
  cause?: HealthCause;
}

export interface HealthDetails {
  flags?: HealthFlag[];
  since?: string | undefined;
  cause?: HealthCause | undefined;
}

export function judged(status: HealthStatus, reason: HealthReason, facts: Record<string, string | number | undefined> = {}, details: HealthDetails = {}): Health {
  const known = knownFacts(facts);
  const { cause, since } = details;
  const health: Health = { status, reason, facts: known, message: healthMessage({ reason, facts: known }, cause), flags: details.flags ?? [] };
  if (since !== undefined) health.since = since;
  if (cause !== undefined) health.cause = { reason: cause.reason, facts: cause.facts };
  return health;
}

/** The words of a reason; pass another table of words to translate. */
export function healthMessage(main: HealthCause, cause?: HealthCause, words: Readonly<Record<HealthReason, string>> = HEALTH_REASONS): string {
  const message = fill(words[main.reason], main.facts);
  return cause === undefined ? message : `${message}, ${fill(words[cause.reason], cause.facts)}`;
}

/** The worst one; what has no health does not count, unless there is nothing else. */
export function worstHealth(list: readonly Health[]): Health | undefined {
  return list.reduce<Health | undefined>((worst, health) => (worst === undefined || rank(health) > rank(worst) ? health : worst), undefined);
}

export interface HealthOfChild {
  health: Health;
  /** Health of the controller that owns the child: a crashed old pod must not worsen a healthy Deployment. */
  controller?: Health | undefined;
}

/** Health of an application, namespace or cluster from what is in it. */
export function rollUpHealth(children: readonly HealthOfChild[]): Health {
  return worstHealth(children.map(({ health, controller }) => (controller?.status === 'Healthy' ? controller : health))) ?? notJudged();
}

export function notJudged(facts: Record<string, string | number | undefined> = {}): Health {
  return judged('NotApplicable', 'NotJudged', facts);
}

/** For an object that should exist and does not. */
export function missingHealth(): Health {
  return judged('Missing', 'Missing');
}

/** For everything in a cluster that does not answer: never healthy from an old reading. */
export function unreachableHealth(since?: string): Health {
  return judged('Unknown', 'Unreachable', {}, { since });
}

export function isHealthWorse(health: Health, than: Health): boolean {
  return rank(health) > rank(than);
}

function rank(health: Health): number {
  return HEALTH_STATUSES.indexOf(health.status);
}

function knownFacts(facts: Record<string, string | number | undefined>): HealthFacts {
  const known: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(facts)) {
    if (value !== undefined && value !== '') known[name] = typeof value === 'string' ? shortened(value) : value;
  }
  return known;
}

/** Messages of controllers run over many lines; the first 200 letters tell. */
function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

function fill(template: string, facts: HealthFacts): string {
  const chosen = template.replaceAll(/\[([^[\]]*)\]/g, (_whole, part: string) => (namesIn(part).every((name) => facts[name] !== undefined) ? part : ''));
  return chosen.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => String(facts[name] ?? ''));
}

function namesIn(part: string): string[] {
  return [...part.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}
