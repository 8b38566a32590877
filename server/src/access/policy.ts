import { BoundedMap } from './bounded-map.js';
import { isClusterScoped } from './cluster-scoped.js';
import type { Decision } from './decision.js';
import { flatten, speaksOf, type FlatRule } from './flat-rule.js';
import { isLive, type Grant } from './grant.js';
import type { Role } from './rule.js';
import { Shelf, type Leaves, type Verdict } from './shelf.js';
import { questionOf, type Action, type Module, type Question, type Tuple } from './tuple.js';

const SHELVES = 4_000;
const LEAVES = 4_000;

/** Rules found by what they speak of: the kind of request, the resource or module, and the cluster. */
class RuleIndex {
  private readonly bySubject = new Map<string, FlatRule[]>();
  private readonly byModule = new Map<string, FlatRule[]>();
  private readonly shelves = new BoundedMap<string, Shelf>(SHELVES);
  private readonly leaves: Leaves = new BoundedMap(LEAVES);

  constructor(readonly rules: readonly FlatRule[]) {
    for (const rule of rules) {
      for (const key of keysOf(rule)) under(this.bySubject, key).push(rule);
      if (rule.rule.kind === 'platform') under(this.byModule, rule.rule.module).push(rule);
    }
  }

  judge(question: Question): Verdict {
    return this.rules.length === 0 ? { effect: 'none', rule: null } : this.shelfFor(question).judge(question);
  }

  shelfFor(question: Question): Shelf {
    const key = `${question.subject}\n${question.verb}\n${question.cluster}`;
    const known = this.shelves.get(key);
    if (known !== undefined) return known;
    const rules = this.candidates(question).filter((rule) => speaksOf(rule, question));
    const shelf = new Shelf(key, rules, isClusterScoped(question), this.leaves);
    this.shelves.set(key, shelf);
    return shelf;
  }

  /** Rules on a module's action wherever they hold. */
  ofModule(module: Module, action: Action): FlatRule[] {
    return (this.byModule.get(module) ?? []).filter(({ verbs }) => verbs.has(action));
  }

  private candidates({ kind, resource, cluster }: Question): FlatRule[] {
    const words = kind === 'kube' && resource !== '' ? [resource, '*'] : [resource];
    const found = words.flatMap((word) => [keyOf(kind, word, cluster), keyOf(kind, word, null)]).flatMap((key) => this.bySubject.get(key) ?? []);
    return [...new Set(found)].sort((one, other) => one.order - other.order);
  }
}

const under = (map: Map<string, FlatRule[]>, key: string): FlatRule[] => {
  const known = map.get(key);
  if (known !== undefined) return known;
  const fresh: FlatRule[] = [];
  map.set(key, fresh);
  return fresh;
};

/** A rule for paths stands under the resource ''. */
const keysOf = ({ rule, clusterId }: FlatRule): Set<string> => {
  if (rule.kind === 'platform') return new Set([keyOf('platform', rule.module, clusterId)]);
  const resources = rule.resources.filter((resource) => resource !== '');
  return new Set([...resources, ...(rule.nonResourceURLs.length === 0 ? [] : [''])].map((resource) => keyOf('kube', resource, clusterId)));
};

const keyOf = (kind: Question['kind'], subject: string, clusterId: string | null): string =>
  `${kind}\n${subject}\n${clusterId === null ? 'every' : `in ${clusterId}`}`;

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
