import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ClusterCreate, ClusterDetail, ClusterPage, ClusterQuery, ClusterRemoval, type ClusterSummary, ClusterTrial, ClusterUpdate, CredentialRotate,
  HealthHistory, HealthQuery, IdParam, NamespaceList, type Page, ProbeReport,
} from '@hyperkuber/contracts';
import type { z } from 'zod';
import type { Actor } from '../../../access/actor.js';
import { CurrentActor, Requires } from '../../../access/requires.decorator.js';
import { Operation } from '../../../kernel/http/operation.decorator.js';
import { ClusterDirectory } from '../cluster-directory.js';
import { ProbeCluster } from '../probe-cluster.js';
import { RegisterCluster } from '../register-cluster.js';
import { RemoveCluster } from '../remove-cluster.js';
import { RotateCredential } from '../rotate-credential.js';
import { TryCredential } from '../try-credential.js';
import { UpdateCluster } from '../update-cluster.js';

type WithId = z.infer<typeof IdParam>;

@ApiTags('clusters')
@Controller('api/v1/clusters')
export class ClustersController {
  constructor(
    private readonly directory: ClusterDirectory,
    private readonly tryCredential: TryCredential,
    private readonly registerCluster: RegisterCluster,
    private readonly updateCluster: UpdateCluster,
    private readonly rotateCredential: RotateCredential,
    private readonly removeCluster: RemoveCluster,
    private readonly probeCluster: ProbeCluster,
  ) {}

  @Get() @Requires('clusters', 'read') @Operation('listClusters', 'Clusters that the caller may see', { answer: ClusterPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: ClusterQuery }) query: ClusterQuery): Promise<Page<ClusterSummary>> {
    return this.directory.list(actor, query);
  }

  @Post('trials') @Requires('clusters', 'create') @Operation('tryClusterCredential', 'Try a credential out without storing it', { answer: ProbeReport, problems: [422] })
  trial(@CurrentActor() actor: Actor, @Body({ schema: ClusterTrial }) trial: ClusterTrial): Promise<ProbeReport> {
    return this.tryCredential.execute(actor, trial);
  }

  @Post() @Requires('clusters', 'create') @Operation('registerCluster', 'Register a cluster', { status: 201, answer: ClusterDetail, problems: [409, 422] })
  register(@CurrentActor() actor: Actor, @Body({ schema: ClusterCreate }) order: ClusterCreate): Promise<ClusterDetail> {
    return this.registerCluster.execute(actor, order);
  }

  @Get(':id') @Requires('clusters', 'read') @Operation('readCluster', 'One cluster', { answer: ClusterDetail, problems: [404] })
  read(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId): Promise<ClusterDetail> {
    return this.directory.detail(actor, id);
  }

  @Patch(':id') @Requires('clusters', 'update')
  @Operation('updateCluster', 'Change name, labels, environment or mode; enable or disable', { answer: ClusterDetail, problems: [404, 409] })
  update(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId, @Body({ schema: ClusterUpdate }) update: ClusterUpdate): Promise<ClusterDetail> {
    return this.updateCluster.execute(actor, id, update);
  }

  @Delete(':id') @Requires('clusters', 'delete') @Operation('removeCluster', 'Forget a cluster; nothing in it is touched', { status: 204, problems: [404, 409] })
  remove(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId, @Query({ schema: ClusterRemoval }) { force }: ClusterRemoval): Promise<void> {
    return this.removeCluster.execute(actor, id, force);
  }

  @Post(':id/credentials') @Requires('clusters', 'rotate')
  @Operation('rotateClusterCredential', 'Replace the credential; the old one serves until the new one has proved itself', { status: 201, answer: ClusterDetail, problems: [404, 409, 422] })
  rotate(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId, @Body({ schema: CredentialRotate }) order: CredentialRotate): Promise<ClusterDetail> {
    return this.rotateCredential.execute(actor, id, order);
  }

  @Post(':id/probes') @Requires('clusters', 'probe') @Operation('probeCluster', 'Look at a cluster now', { answer: ProbeReport, problems: [404, 409] })
  probe(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId): Promise<ProbeReport> {
    return this.probeCluster.execute(actor, id);
  }

  @Get(':id/health') @Requires('clusters', 'read') @Operation('readClusterHealth', 'The history of its health', { answer: HealthHistory, problems: [404] })
  health(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId, @Query({ schema: HealthQuery }) { hours }: HealthQuery): Promise<HealthHistory> {
    return this.directory.health(actor, id, hours);
  }

  @Get(':id/namespaces') @Requires('clusters', 'read') @Operation('listClusterNamespaces', 'Its namespaces that the caller may list', { answer: NamespaceList, problems: [404, 409, 502] })
  namespaces(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: WithId): Promise<NamespaceList> {
    return this.directory.namespaces(actor, id);
  }
}
