import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import type { Actor } from './actor.js';
import { ActorPolicy } from './actor-policy.js';
import { BoundedMap } from './bounded-map.js';
import type { Decision, Reason } from './decision.js';
import { AccessDenied, PolicyUnavailable } from './errors.js';
import { compilePolicy, type CompiledPolicy } from './policy.js';
import { PolicySource, type SourcedPolicy } from './policy-source.js';
import { selfRole } from './roles.js';
import type { KubeScope, ListScope } from './scope.js';
import { inWords, type Action, type KubeTuple, type Module, type Tuple } from './tuple.js';

const POLICIES = 500;
const MOST_REFUSED_LISTED = 20;

const HINTS: Readonly<Partial<Record<Reason, string>>> = {
  expired: 'The binding that allowed it has ended.',
  'denied-by-rule': 'A rule refuses it.',
  'denied-in-part': 'A rule refuses a part of it; ask for single namespaces or objects.',
  'token-scope': 'The token in use is limited further than its user.',
};

interface Compiled {
  readonly version: string;
  readonly policy: CompiledPolicy;
}

/** The one place that says yes or no. Whoever cannot be judged is refused. */
@Injectable()
export class Access {
  private readonly policies = new BoundedMap<string, Promise<Compiled>>(POLICIES);

  constructor(private readonly source: PolicySource, private readonly clock: Clock) {}

  /** The rights of an actor now, to be asked many times without waiting. */
  async policyOf(actor: Actor): Promise<ActorPolicy> {
    const { version, policy } = await this.compiled(actor.userId).catch((error: unknown) => {
      throw new PolicyUnavailable('The permissions could not be read. Try again.', {}, { cause: error });
    });
    return new ActorPolicy(actor, version, policy);
  }

  async decide(actor: Actor, tuple: Tuple): Promise<Decision> {
    return (await this.policyOf(actor)).decide(tuple);
  }

  /** Returns when the actor may, with the rule that allows it; throws AccessDenied otherwise. */
  async demand(actor: Actor, tuple: Tuple): Promise<Decision> {
    const decision = await this.decide(actor, tuple);
    if (!decision.allowed) throw new AccessDenied(sentence(tuple, decision.reason), { tuple, reason: decision.reason });
    return decision;
  }

  /** All of them or none: throws one AccessDenied that lists what was refused. */
  async demandAll(actor: Actor, tuples: readonly Tuple[]): Promise<readonly Decision[]> {
    const policy = await this.policyOf(actor);
    const decisions = tuples.map((tuple) => ({ tuple, decision: policy.decide(tuple) }));
    const refused = decisions.filter(({ decision }) => !decision.allowed);
    const [first] = refused;
    if (first !== undefined) throw refusalOf(first, refused, tuples.length);
    return decisions.map(({ decision }) => decision);
  }

  /** Which rows of a module the actor may act on, for the query of a list. */
  async scopeOf(actor: Actor, action: Action, module: Module): Promise<ListScope> {
    return (await this.policyOf(actor)).scopeOf(action, module);
  }

  /** Which objects of a resource in a cluster the actor may list or watch. */
  async kubeScopeOf(
    actor: Actor, verb: string, kind: Pick<KubeTuple, 'apiGroup' | 'resource'> & Partial<Pick<KubeTuple, 'subresource'>>, cluster: string,
  ): Promise<KubeScope> {
    return (await this.policyOf(actor)).kubeScopeOf(verb, kind, cluster);
  }

  private async compiled(userId: string): Promise<Compiled> {
    const version = await this.source.versionOf(userId);
    const key = `${userId}\n${version}`;
    const pending = this.policies.get(key);
    if (pending !== undefined) {
      const known = await pending;
      if (this.holds(known.policy)) return known;
    }
    const fresh = this.source.grantsOf(userId).then((sourced) => this.compile(userId, sourced));
    this.policies.set(key, fresh);
    const compiled = await fresh.catch((error: unknown) => {
      this.policies.delete(key);
      throw error;
    });
    // A lagging replica may answer with older grants than the version asked for; they serve this call and are not kept.
    if (compiled.version !== version) this.policies.delete(key);
    return compiled;
  }

  private compile(userId: string, { grants, roles, version }: SourcedPolicy): Compiled {
    const own = selfRole(userId);
    const self = { bindingId: own.id, roleId: own.id, scope: { kind: 'platform' as const } };
    return { version, policy: compilePolicy([...grants, self], [...roles, own], this.clock.now()) };
  }

  private holds({ validUntil }: CompiledPolicy): boolean {
    return validUntil === null || this.clock.now() < validUntil;
  }
}

interface Judged {
  readonly tuple: Tuple;
  readonly decision: Decision;
}

const refusalOf = (first: Judged, refused: readonly Judged[], asked: number): AccessDenied => new AccessDenied(
  refused.length === 1 ? sentence(first.tuple, first.decision.reason)
    : `You may not do ${String(refused.length)} of ${String(asked)} things asked for, the first of them: ${inWords(first.tuple)}.`,
  {
    tuple: first.tuple,
    reason: first.decision.reason,
    refusedCount: refused.length,
    refused: refused.slice(0, MOST_REFUSED_LISTED).map(({ tuple, decision: { reason } }) => ({ tuple, reason, words: inWords(tuple) })),
  });

const sentence = (tuple: Tuple, reason: Reason): string => {
  const hint = HINTS[reason];
  return `You may not ${inWords(tuple)}.${hint === undefined ? '' : ` ${hint}`}`;
};
