import { Injectable } from '@nestjs/common';
import type { BindingCreate, BindingSummary, Page, RoleSummary } from '@hyperkuber/contracts';
import { Access } from '../../access/access.js';
import type { Actor } from '../../access/actor.js';
import { BUILT_IN, BUILT_IN_ROLES, SCOPE_OF_BUILT_IN, type BuiltInRoleId } from '../../access/roles.js';
import { platformTuple } from '../../access/tuple.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { UnitOfWork } from '../../persistence/unit-of-work.js';
import { EnabledUsers } from './enabled-users.js';
import { BindingExists, BindingNotFound, BindingSubjectUnknown, LastAdministrator, RoleUnknown } from './errors.js';
import { BindingsRepository, type Binding } from './persistence/bindings.repository.js';

/** A role of a person as lists of people show it. */
export interface BoundRole {
  readonly bindingId: string;
  readonly roleId: string;
  readonly clusterId: string | null;
}

interface BindingQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly userId?: string | undefined;
  readonly clusterId?: string | undefined;
}

const isBuiltIn = (roleId: string): roleId is BuiltInRoleId => Object.hasOwn(SCOPE_OF_BUILT_IN, roleId);

const summaryOf = (binding: Binding): BindingSummary => ({
  id: binding.id,
  userId: binding.userId,
  roleId: binding.roleId,
  scope: binding.clusterId === null ? { kind: 'platform' } : { kind: 'cluster', clusterId: binding.clusterId },
  createdAt: binding.createdAt.toISOString(),
});

/** Gives and takes roles. A binding never changes: another role is another binding. */
@Injectable()
export class Bindings {
  constructor(
    private readonly access: Access,
    private readonly bindings: BindingsRepository,
    private readonly people: EnabledUsers,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  roles(): Page<RoleSummary> {
    const items = BUILT_IN_ROLES.filter((role) => isBuiltIn(role.id)).map(({ id }) => ({ id, scopes: isBuiltIn(id) ? [SCOPE_OF_BUILT_IN[id]] : [] }));
    return { items, nextCursor: null };
  }

  /** Only who may bind at the place may give a role there; platform roles are given by platform administrators alone. */
  async create(actor: Actor, { userId, roleId, scope }: BindingCreate): Promise<BindingSummary> {
    const clusterId = scope.kind === 'cluster' ? scope.clusterId : null;
    await this.access.demand(actor, platformTuple('bindings', 'create', clusterId === null ? {} : { clusterId }));
    if (!isBuiltIn(roleId) || SCOPE_OF_BUILT_IN[roleId] !== scope.kind) {
      throw new RoleUnknown(`${roleId} is not a role for a ${scope.kind}.`, { errors: [{ path: 'roleId', message: `is not a role for a ${scope.kind}` }] });
    }
    if ((await this.people.enabledAmong([userId])).length === 0) throw new BindingSubjectUnknown('Choose a person who exists and is enabled.', { errors: [{ path: 'userId', message: 'is nobody who may sign in' }] });
    const binding: Binding = { id: newId(), userId, roleId, clusterId, createdAt: this.clock.now() };
    if (!await this.bindings.add(binding)) throw new BindingExists('Nothing was changed.');
    return summaryOf(binding);
  }

  async remove(actor: Actor, id: string): Promise<void> {
    const binding = await this.bindings.find(id);
    if (binding === undefined) throw new BindingNotFound('Perhaps somebody took it away meanwhile.');
    await this.access.demand(actor, platformTuple('bindings', 'delete', { resourceId: id, ...(binding.clusterId === null ? {} : { clusterId: binding.clusterId }) }));
    await this.unitOfWork.run(async () => {
      if (binding.roleId === BUILT_IN.platformAdmin) await this.demandAnotherAdministrator(binding.userId);
      await this.bindings.remove(id);
    });
  }

  async list(actor: Actor, { limit, cursor, userId, clusterId }: BindingQuery): Promise<Page<BindingSummary>> {
    await this.access.demand(actor, platformTuple('bindings', 'read', clusterId === undefined ? {} : { clusterId }));
    const filter = { ...(userId === undefined ? {} : { userId }), ...(clusterId === undefined ? {} : { clusterId }) };
    const rows = await this.bindings.page(filter, limit + 1, cursor);
    const shown = rows.slice(0, limit);
    return { items: shown.map(summaryOf), nextCursor: rows.length > limit ? shown.at(-1)?.id ?? null : null };
  }

  async rolesOf(userIds: readonly string[]): Promise<Map<string, BoundRole[]>> {
    const found = await this.bindings.findOf(userIds);
    const roles = new Map<string, BoundRole[]>();
    for (const { id, userId, roleId, clusterId } of found) roles.set(userId, [...(roles.get(userId) ?? []), { bindingId: id, roleId, clusterId }]);
    return roles;
  }

  /** At set-up only: nobody is there yet who could give the role. */
  async grantFirstAdministrator(userId: string): Promise<void> {
    await this.bindings.add({ id: newId(), userId, roleId: BUILT_IN.platformAdmin, clusterId: null, createdAt: this.clock.now() });
  }

  /** @throws LastAdministrator when nobody else could administer the platform without this person. */
  async demandAnotherAdministrator(userId: string): Promise<void> {
    const holders = await this.bindings.holdersOf(BUILT_IN.platformAdmin);
    if (!holders.includes(userId)) return;
    const others = await this.people.enabledAmong(holders.filter((holder) => holder !== userId));
    if (others.length === 0) throw new LastAdministrator('Give another person the role platform-admin first.');
  }

  async forgetUser(userId: string): Promise<void> {
    await this.bindings.removeOf(userId);
  }
}
