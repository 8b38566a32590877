import { Injectable } from '@nestjs/common';
import type { Grant } from '../../access/grant.js';
import { PolicySource, type SourcedPolicy } from '../../access/policy-source.js';
import { BUILT_IN_ROLES } from '../../access/roles.js';
import { BindingsRepository, type Binding } from './persistence/bindings.repository.js';

const grantOf = ({ id, roleId, clusterId }: Binding): Grant => ({
  bindingId: id, roleId, scope: clusterId === null ? { kind: 'platform' } : { kind: 'cluster', clusterId },
});

/** Grants from the database. Every decision asks for the version, so a change holds on every replica with the next request. */
@Injectable()
export class StoredPolicySource extends PolicySource {
  constructor(private readonly bindings: BindingsRepository) {
    super();
  }

  async grantsOf(userId: string): Promise<SourcedPolicy> {
    // The version is read first: grants that are newer than it are compiled again at the next question, older ones never stay.
    const version = await this.versionOf(userId);
    const grants = (await this.bindings.findOf([userId])).map(grantOf);
    return { grants, roles: BUILT_IN_ROLES, version };
  }

  versionOf(userId: string): Promise<string> {
    return this.bindings.versionOf(userId);
  }
}
