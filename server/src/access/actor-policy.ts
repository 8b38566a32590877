import type { Actor, TokenScope } from './actor.js';
import type { Decision } from './decision.js';
import type { CompiledPolicy } from './policy.js';
import { GUARDED_SUBRESOURCES, READ_VERBS } from './rule.js';
import { kubeScopeOf, listScopeOf, withinClusters, type KubeScope, type ListScope } from './scope.js';
import { isPlatformTuple, kubeTuple, SHARED_MODULES, type Action, type KubeTuple, type Module, type Tuple } from './tuple.js';

/** One actor's rights at one moment: the policy of the person, narrowed by the token. Asked without waiting, for loops and streams. */
export class ActorPolicy {
  constructor(readonly actor: Actor, readonly version: string, private readonly policy: CompiledPolicy) {}

  /** When the first grant ends; ask for a new policy then. */
  get validUntil(): Date | null {
    return this.policy.validUntil;
  }

  decide(tuple: Tuple): Decision {
    const decision = this.policy.decide(tuple);
    if (!decision.allowed || this.actor.scope === undefined || isWithinToken(this.actor.scope, tuple)) return decision;
    return { ...decision, allowed: false, reason: 'token-scope' };
  }

  /** Might this action be allowed on some object? The route guard asks this; the object itself is asked for later. */
  mayEver(module: Module, action: Action): boolean {
    return this.policy.mayEver(module, action) && (action === 'read' || this.actor.scope?.readOnly !== true);
  }

  scopeOf(action: Action, module: Module): ListScope {
    if (!this.mayEver(module, action)) return null;
    const scope = listScopeOf(this.policy.rulesOfModule(module, action));
    const clusterIds = this.actor.scope?.clusterIds;
    return clusterIds === undefined || SHARED_MODULES.has(module) ? scope : withinClusters(scope, clusterIds);
  }

  kubeScopeOf(verb: string, kind: Pick<KubeTuple, 'apiGroup' | 'resource'> & Partial<Pick<KubeTuple, 'subresource'>>, cluster: string): KubeScope {
    const tuple = kubeTuple({ ...kind, verb, cluster });
    if (this.actor.scope !== undefined && !isWithinToken(this.actor.scope, tuple)) return null;
    return kubeScopeOf(this.policy.rulesOn(tuple));
  }
}

const isWithinToken = ({ clusterIds, readOnly }: TokenScope, tuple: Tuple): boolean => {
  const place = isPlatformTuple(tuple) ? tuple.clusterId : tuple.cluster;
  const isPlaceless = isPlatformTuple(tuple) && SHARED_MODULES.has(tuple.module);
  if (clusterIds !== undefined && !isPlaceless && !clusterIds.includes(place)) return false;
  return readOnly !== true || onlyReads(tuple);
};

/** A `get` on pods/exec or services/proxy acts like a write. */
const onlyReads = (tuple: Tuple): boolean =>
  (isPlatformTuple(tuple) ? tuple.action === 'read' : READ_VERBS.has(tuple.verb) && !GUARDED_SUBRESOURCES.has(tuple.subresource));
