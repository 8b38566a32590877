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
const LEAVES_PER_SHELF = 1_000;

/** The rules that can decide a request for one place, as a CASL ability. */
interface Leaf {
  readonly ability: Policy;
  /** The first refusal that hits a part of what a request for many objects reaches. */
  readonly inPart: FlatRule | null;
}

export interface Verdict {
  readonly effect: 'allow' | 'deny' | 'deny-in-part' | 'none';
  readonly rule: FlatRule | null;
}

/**
 * All rules on one subject type, verb and cluster. CASL walks every rule of a subject (2,000 rules cost it a millisecond), so the
 * rules are cut down to those for the place first, and CASL decides among them.
 */
export class Shelf {
  private readonly leaves = new BoundedMap<string, Leaf>(LEAVES_PER_SHELF);
  private readonly byNamespace = new Map<string, FlatRule[]>();
  private readonly anywhere: FlatRule[] = [];
  private readonly names = new Set<string>();

  constructor(readonly rules: readonly FlatRule[], private readonly isClusterScoped: boolean) {
    for (const rule of rules) {
      if (rule.namespaces === null) this.anywhere.push(rule);
      else for (const namespace of rule.namespaces) this.inNamespace(namespace).push(rule);
      for (const name of rule.names ?? []) this.names.add(name);
    }
  }

  judge(question: Question): Verdict {
    if (this.rules.length === 0) return { effect: 'none', rule: null };
    const { ability, inPart } = this.leafFor(question);
    const { subject, cluster, namespace, name } = question;
    const deciding = ability.relevantRuleFor(question.verb, { subjectType: subject, cluster, namespace, name });
    const rule = deciding === null ? undefined : this.rules[Number(deciding.reason)];
    if (rule === undefined) return { effect: 'none', rule: null };
    if (rule.effect === 'deny') return { effect: 'deny', rule };
    return inPart === null ? { effect: 'allow', rule } : { effect: 'deny-in-part', rule: inPart };
  }

  private inNamespace(namespace: string): FlatRule[] {
    const known = this.byNamespace.get(namespace);
    if (known !== undefined) return known;
    const fresh: FlatRule[] = [];
    this.byNamespace.set(namespace, fresh);
    return fresh;
  }

  /** Places that no rule tells apart share a leaf: unknown namespaces one, unknown names one. */
  private leafFor(question: Question): Leaf {
    const { namespace, name } = question;
    const place = namespace === '' || this.byNamespace.has(namespace) ? namespace : '*';
    const key = `${place}\n${name === '' || this.names.has(name) ? name : '*'}`;
    const known = this.leaves.get(key);
    if (known !== undefined) return known;
    const leaf = this.grow(question);
    this.leaves.set(key, leaf);
    return leaf;
  }

  private grow(question: Question): Leaf {
    const rules = distinct([...this.anywhere, ...(this.byNamespace.get(question.namespace) ?? [])]
      .filter(({ names }) => names === null || names.has(question.name)));
    return { ability: abilityOf(rules, this.rules, question), inPart: this.firstRefusalOfPart(question) };
  }

  private firstRefusalOfPart({ kind, verb, namespace, name }: Question): FlatRule | null {
    if (kind !== 'kube' || !COLLECTION_VERBS.has(verb)) return null;
    const reaches = (rule: FlatRule): boolean => {
      const isElsewhere = rule.namespaces !== null && (namespace === '' ? this.isClusterScoped : !rule.namespaces.has(namespace));
      return rule.effect === 'deny' && !isElsewhere && (rule.names === null || name === '' || rule.names.has(name));
    };
    return this.rules.find(reaches) ?? null;
  }
}

/** Rules that say the same of the same place count once, the first of them; two thousand equal bindings are one rule. */
const distinct = (rules: readonly FlatRule[]): FlatRule[] => {
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
const abilityOf = (rules: readonly FlatRule[], shelf: readonly FlatRule[], question: Question): Policy => {
  const raw = [...rules].sort((one, other) => (one.effect === other.effect ? other.order - one.order : one.effect === 'allow' ? -1 : 1));
  const position = new Map(shelf.map((rule, index) => [rule, index]));
  return createMongoAbility<Policy>(raw.map((rule): RawRuleOf<Policy> => ({
    action: question.verb, subject: question.subject, inverted: rule.effect === 'deny', conditions: conditionsOf(rule),
    reason: String(position.get(rule)),
  })), { detectSubjectType: ({ subjectType }) => subjectType, anyAction: '\0any action', anySubjectType: '\0any subject' });
};

const conditionsOf = ({ clusterId, namespaces, names }: FlatRule): MongoQuery => ({
  ...(clusterId === null ? {} : { cluster: clusterId }),
  ...(namespaces === null ? {} : { namespace: { $in: [...namespaces] } }),
  ...(names === null ? {} : { name: { $in: [...names] } }),
});
