import type { Actor } from '../../access/actor.js';
import { currentContext } from '../../kernel/request-context.js';
import type { CallContext } from '../../kubernetes/call-context.js';

/** The group that a cluster in impersonate mode binds its rights to. */
export const MANAGED_GROUP = 'hyperkuber:managed';

/**
 * The context of a call in the name of a person. The prefix keeps people of the platform apart from users of the cluster:
 * a login `admin` here must not become somebody whom a RoleBinding there calls `admin`.
 */
export const callContextOf = ({ userId, login }: Pick<Actor, 'userId' | 'login'>): CallContext => ({
  userId,
  requestId: currentContext()?.requestId,
  actAs: { user: `hyperkuber:${login}`, groups: [MANAGED_GROUP] },
});
