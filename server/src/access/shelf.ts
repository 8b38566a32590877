import { createMongoAbility, type MongoAbility, type MongoQuery, type RawRuleOf } from '@casl/ability';
import { BoundedMap } from './bounded-map.js';
import type { FlatRule } from './flat-rule.js';
import { COLLECTION_VERBS } from './rule.js';
import type { Question } from './tuple.js';

/** What CASL sees of a request: always a fresh object of four strings, made here and nowhere else. */
interface Attributes {
  readonly subjectType: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

type Policy = MongoAbility<[string, string | Attributes]>;

/** The rules that can decide a request for one place, as a CASL ability. */
interface Leaf {
  readonly ability: Policy;
  /** The first refusal that hits a part of what a request for many objects reaches. */
  readonly inPart: FlatRule | null;
}

/** Shared by the shelves of a policy, so that nobody fills the memory by asking about everything everywhere. */
export type Leaves = BoundedMap<string, Leaf>;

export interface Verdict {
  readonly effect: 'allow' | 'deny' | 'deny-in-part' | 'none';
  readonly rule: FlatRule | null;
}

const NO_VERDICT: Verdict = { effect: 'none', rule: null };

/**
 * All rules on one subject type, verb and cluster. CASL walks every rule of a subject (2,000 rules cost it a millisecond), so the
 * rules are cut down to those for the place first, and CASL decides among them.
 */
export class Shelf {
  private readonly byOrder = new Map<number, FlatRule>();
  private readonly anywhere: FlatRule[] = [];
  private readonly byNamespace = new Map<string, FlatRule[]>();
  private readonly byName = new Map<string, FlatRule[]>();
  private readonly namespaces = new Set<string>();
  private readonly narrowRefusals: FlatRule[] = [];

  constructor(
    private readonly key: string, readonly rules: readonly FlatRule[], private readonly isClusterScoped: boolean, private readonly leaves: Leaves,
  ) {
    for (const rule of rules) this.place(rule);
  }

  judge(question: Question): Verdict {
    if (this.rules.length === 0) return NO_VERDICT;
    const { ability, inPart } = this.leafFor(question);
    const { subject, cluster, namespace, name } = question;
    const deciding = ability.relevantRuleFor(question.verb, { subjectType: subject, cluster, namespace, name });
    const rule = deciding === null ? undefined : this.byOrder.get(Number(deciding.reason));
    if (rule === undefined) return NO_VERDICT;
    if (rule.effect === 'deny') return { effect: 'deny', rule };
    return inPart === null ? { effect: 'allow', rule } : { effect: 'deny-in-part', rule: inPart };
  }

  private place(rule: FlatRule): void {
    this.byOrder.set(rule.order, rule);
    for (const namespace of rule.namespaces ?? []) this.namespaces.add(namespace);
    if (rule.effect === 'deny' && (rule.namespaces !== null || rule.names !== null)) this.narrowRefusals.push(rule);
    if (rule.names !== null) for (const name of rule.names) put(this.byName, name, rule);
    else if (rule.namespaces !== null) for (const namespace of rule.namespaces) put(this.byNamespace, namespace, rule);
    else this.anywhere.push(rule);
  }

  /** Places that no rule tells apart share a leaf: unknown namespaces one, unknown names one. */
  private leafFor(question: Question): Leaf {
    const { namespace, name } = question;
    const place = namespace === '' || this.namespaces.has(namespace) ? namespace : '*';
    const key = `${this.key}\n${place}\n${name === '' || this.byName.has(name) ? name : '*'}`;
    const known = this.leaves.get(key);
    if (known !== undefined) return known;
    const leaf = this.grow(question);
    this.leaves.set(key, leaf);
    return leaf;
  }

  private grow(question: Question): Leaf {
    const { namespace, name } = question;
    const named = (this.byName.get(name) ?? []).filter(({ namespaces }) => namespaces === null || namespaces.has(namespace));
    const rules = distinct([...this.anywhere, ...(this.byNamespace.get(namespace) ?? []), ...named]);
    return { ability: abilityOf(rules, question), inPart: this.firstRefusalOfPart(question) };
  }

  private firstRefusalOfPart({ kind, verb, namespace, name }: Question): FlatRule | null {
    if (kind !== 'kube' || !COLLECTION_VERBS.has(verb)) return null;
    const reaches = ({ namespaces, names }: FlatRule): boolean => {
      const isElsewhere = namespaces !== null && (namespace === '' ? this.isClusterScoped : !namespaces.has(namespace));
      return !isElsewhere && (names === null || name === '' || names.has(name));
    };
    return this.narrowRefusals.find(reaches) ?? null;
  }
}

const put = (map: Map<string, FlatRule[]>, key: string, rule: FlatRule): void => {
  const known = map.get(key);
  if (known === undefined) map.set(key, [rule]);
  else known.push(rule);
};

/** Rules that say the same of the same place count once, the first of them; two thousand equal bindings are one rule. */
const distinct = (rules: readonly FlatRule[]): readonly FlatRule[] => {
  if (rules.length < 2) return rules;
  const seen = new Map<string, FlatRule>();
  for (const rule of [...rules].sort((one, other) => one.order - other.order)) {
    const key = JSON.stringify([rule.effect, rule.clusterId, rule.namespaces && [...rule.namespaces], rule.names && [...rule.names]]);
    if (!seen.has(key)) seen.set(key, rule);
  }
  return [...seen.values()];
};

/**
 * In CASL a later rule beats an earlier one, also a permission a refusal. So refusals come last, and among equals the first
 * rule of the policy comes last. Words that CASL gives a meaning of its own (`manage`, `all`) are moved out of reach.
 */
const abilityOf = (rules: readonly FlatRule[], question: Question): Policy => {
  const raw = [...rules].sort((one, other) => (one.effect === other.effect ? other.order - one.order : one.effect === 'allow' ? -1 : 1));
  return createMongoAbility<Policy>(raw.map((rule): RawRuleOf<Policy> => ({
    action: question.verb, subject: question.subject, inverted: rule.effect === 'deny', conditions: conditionsOf(rule),
    reason: String(rule.order),
  })), { detectSubjectType: ({ subjectType }) => subjectType, anyAction: '\0any action', anySubjectType: '\0any subject' });
};

const conditionsOf = ({ clusterId, namespaces, names }: FlatRule): MongoQuery => ({
  ...(clusterId === null ? {} : { cluster: clusterId }),
  ...(namespaces === null ? {} : { namespace: { $in: [...namespaces] } }),
  ...(names === null ? {} : { name: { $in: [...names] } }),
});
