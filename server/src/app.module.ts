import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access/access.guard.js';
import { AccessModule } from './access/access.module.js';
import { entities } from './entities.js';
import type { Clock } from './kernel/clock.js';
import type { Settings } from './kernel/config/settings.js';
import { ProblemFilter } from './kernel/http/problem.filter.js';
import { KernelModule } from './kernel/kernel.module.js';
import type { ProcessRole } from './kernel/process-role.js';
import { MessagingModule } from './messaging/messaging.module.js';
import { AuthenticationGuard, AuthModule } from './modules/auth/index.js';
import { ClustersModule } from './modules/clusters/index.js';
import { RbacModule } from './modules/rbac/index.js';
import { ReleasesModule } from './modules/releases/index.js';
import { PersistenceModule } from './persistence/persistence.module.js';
import { Upkeep } from './upkeep.js';

/** The whole server. What a process does with it is said by its role. */
@Module({})
export class AppModule {
  static with(settings: Settings, role: ProcessRole, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        KernelModule.with(settings, role, clock),
        PersistenceModule.with({ url: settings.databaseUrl, entities, keyringFile: settings.keyringFile }),
        MessagingModule.with(settings.redisUrl),
        AccessModule,
        RbacModule,
        AuthModule,
        ClustersModule,
        ReleasesModule,
      ],
      providers: [
        Upkeep,
        { provide: APP_FILTER, useClass: ProblemFilter },
        // In this order: who is it, then may they.
        { provide: APP_GUARD, useExisting: AuthenticationGuard },
        { provide: APP_GUARD, useExisting: AccessGuard },
      ],
    };
  }
}
