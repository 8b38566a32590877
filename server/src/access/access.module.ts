import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Access } from './access.js';

/** Needs `PolicySource` and `Clock` from global modules. The application registers `AccessGuard` after its authentication. */
@Global()
@Module({ imports: [DiscoveryModule], providers: [Access, AccessGuard], exports: [Access, AccessGuard, DiscoveryModule] })
export class AccessModule {}
