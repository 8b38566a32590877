import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClusterUse, ClusterUses, type ClusterUsage } from '../clusters/index.js';
import { BindingsRepository } from './persistence/bindings.repository.js';

/** Roles on a cluster go with it; they never stand in the way of removing it. */
@Injectable()
export class ClusterBindings extends ClusterUse implements OnModuleInit {
  constructor(
    private readonly bindings: BindingsRepository,
    private readonly uses: ClusterUses,
  ) {
    super();
  }

  onModuleInit(): void {
    this.uses.add(this);
  }

  async usagesOf(): Promise<readonly ClusterUsage[]> {
    return [];
  }

  async forget(clusterId: string): Promise<void> {
    await this.bindings.removeOn(clusterId);
  }
}
