import { Global, Module } from '@nestjs/common';
import { PolicySource } from '../../access/policy-source.js';
import { ClustersModule } from '../clusters/index.js';
import { Bindings } from './bindings.js';
import { ClusterBindings } from './cluster-bindings.js';
import { BindingsController } from './http/bindings.controller.js';
import { BindingsRepository } from './persistence/bindings.repository.js';
import { StoredPolicySource } from './stored-policy-source.js';

/** Global because it binds the port `PolicySource` that the access engine asks. */
@Global()
@Module({
  imports: [ClustersModule],
  controllers: [BindingsController],
  providers: [BindingsRepository, Bindings, ClusterBindings, { provide: PolicySource, useClass: StoredPolicySource }],
  exports: [Bindings, PolicySource],
})
export class RbacModule {}
