import { BoundedMap } from './bounded-map.js';
import { isClusterScoped } from './cluster-scoped.js';
import type { Decision } from './decision.js';
import { flatten, speaksOf, type FlatRule } from './flat-rule.js';
import { isLive, type Grant } from './grant.js';
import type { Role } from './rule.js';
import { Shelf, type Verdict } from './shelf.js';
import { questionOf, type Action, type Module, type Question, type Tuple } from './tuple.js';

const SHELVES = 2_000;

/** Rules found by what they speak of: the resource or module, or '*' for those that name none. */
class RuleIndex {
  private readonly bySubject = new Map<string, FlatRule[]>();
  private readonly shelves = new BoundedMap<string, Shelf>(SHELVES);

  constructor(readonly rules: readonly FlatRule[]) {
    for (const rule of rules) for (const key of keysOf(rule)) this.under(key).push(rule);
  }

  judge(question: Question): Verdict {
    return this.rules.length === 0 ? { effect: 'none', rule: null } : this.shelfFor(question).judge(question);
  }

  shelfFor(question: Question): Shelf {
    const key = `${question.subject}\n${question.verb}\n${question.cluster}`;
    const known = this.shelves.get(key);
    if (known !== undefined) return known;
    const shelf = new Shelf(this.candidates(question).filter((rule) => speaksOf(rule, question)), isClusterScoped(question));
    this.shelves.set(key, shelf);
    return shelf;
  }

  /** Rules on a module's action wherever they hold. */
  ofModule(module: Module, action: Action): FlatRule[] {
    return (this.bySubject.get(`platform:${module}`) ?? []).filter(({ verbs }) => verbs.has(action));
  }

  private candidates({ kind, resource }: Question): FlatRule[] {
    if (kind === 'platform') return this.bySubject.get(`platform:${resource}`) ?? [];
    const named = this.bySubject.get(`kube:${resource}`) ?? [];
    const wild = resource === '' ? [] : (this.bySubject.get('kube:*') ?? []);
    return [...new Set([...named, ...wild])].sort((one, other) => one.order - other.order);
  }

  private under(key: string): FlatRule[] {
    const known = this.bySubject.get(key);
    if (known !== undefined) return known;
    const fresh: FlatRule[] = [];
    this.bySubject.set(key, fresh);
    return fresh;
  }
}

const keysOf = ({ rule }: FlatRule): Set<string> => {
  if (rule.kind === 'platform') return new Set([`platform:${rule.module}`]);
  const resources = rule.resources.filter((resource) => resource !== '').map((resource) => `kube:${resource}`);
  return new Set(rule.nonResourceURLs.length === 0 ? resources : [...resources, 'kube:']);
};

/** What one person may do, ready to be asked. It holds until `validUntil`, when a grant ends. */
export class CompiledPolicy {
  private readonly live: RuleIndex;
  private readonly lapsed: RuleIndex;
  readonly validUntil: Date | null;

  constructor(grants: readonly Grant[], roles: readonly Role[], now: Date) {
    const live = grants.filter((grant) => isLive(grant, now));
    this.live = new RuleIndex(flatten(live, roles));
    this.lapsed = new RuleIndex(flatten(grants.filter((grant) => !isLive(grant, now)), roles));
    this.validUntil = earliest(live.flatMap(({ expiresAt }) => (expiresAt === undefined ? [] : [expiresAt])));
  }

  decide(tuple: Tuple): Decision {
    const question = questionOf(tuple);
    if (typeof question === 'string') return { allowed: false, reason: question };
    const { effect, rule } = this.live.judge(question);
    if (rule === null) return this.withoutRule(question);
    if (effect === 'allow') return { allowed: true, reason: 'granted', ...rule.origin };
    return { allowed: false, reason: effect === 'deny' ? 'denied-by-rule' : 'denied-in-part', ...rule.origin };
  }

  /** Is there any rule that allows this action on anything? Enough to let a request in, never enough to serve it. */
  mayEver(module: Module, action: Action): boolean {
    return this.live.ofModule(module, action).some(({ effect }) => effect === 'allow');
  }

  /** The rules that speak of a module's action, for list scopes. */
  rulesOfModule(module: Module, action: Action): readonly FlatRule[] {
    return this.live.ofModule(module, action);
  }

  /** The rules that speak of the subject, verb and cluster of a tuple, for list scopes. */
  rulesOn(tuple: Tuple): readonly FlatRule[] {
    const question = questionOf(tuple);
    return typeof question === 'string' ? [] : this.live.shelfFor(question).rules;
  }

  private withoutRule(question: Question): Decision {
    const { effect, rule } = this.lapsed.judge(question);
    if (rule === null || effect !== 'allow') return { allowed: false, reason: 'no-rule' };
    return { allowed: false, reason: 'expired', ...rule.origin };
  }
}

const earliest = (times: readonly Date[]): Date | null =>
  times.reduce<Date | null>((first, time) => (first === null || time < first ? time : first), null);

export const compilePolicy = (grants: readonly Grant[], roles: readonly Role[], now: Date): CompiledPolicy => new CompiledPolicy(grants, roles, now);
