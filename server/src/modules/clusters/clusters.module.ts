import { Module } from '@nestjs/common';
import { KubernetesModule } from '../../kubernetes/kubernetes.module.js';
import { ClusterConnections } from './cluster-connections.js';
import { ClusterDirectory } from './cluster-directory.js';
import { ClusterMetrics } from './cluster-metrics.js';
import { ClusterNews } from './cluster-news.js';
import { ClusterProbe } from './cluster-probe.js';
import { ProbeRecorder } from './probe-recorder.js';
import { ClusterStore } from './cluster-store.js';
import { ClusterUses } from './cluster-use.js';
import { CredentialVault } from './credential-vault.js';
import { ClustersController } from './http/clusters.controller.js';
import { ClusterJobs } from './jobs/cluster-jobs.js';
import { ProbeProcessor } from './jobs/probe.processor.js';
import { ProbeScheduler } from './jobs/probe-scheduler.js';
import { OpenTargets } from './open-targets.js';
import { ClusterCredentialRepository } from './persistence/cluster-credential.repository.js';
import { ClusterHealthSpanRepository } from './persistence/cluster-health-span.repository.js';
import { ClusterRepository } from './persistence/cluster.repository.js';
import { ProbeCluster } from './probe-cluster.js';
import { ProveCredential } from './prove-credential.js';
import { RegisterCluster } from './register-cluster.js';
import { RemoveCluster } from './remove-cluster.js';
import { RotateCredential } from './rotate-credential.js';
import { TryCredential } from './try-credential.js';
import { UpdateCluster } from './update-cluster.js';
import { VisibleCluster } from './visible-cluster.js';

/** Registered clusters: who they are, how they are, and the way to them. */
@Module({
  imports: [KubernetesModule],
  controllers: [ClustersController],
  providers: [
    ClusterRepository, ClusterCredentialRepository, ClusterHealthSpanRepository,
    CredentialVault, OpenTargets, ClusterConnections, ClusterNews, ClusterStore, ClusterUses, ClusterMetrics, VisibleCluster, ClusterDirectory,
    ClusterProbe, ProbeRecorder, ProveCredential, TryCredential, RegisterCluster, UpdateCluster, RotateCredential, RemoveCluster, ProbeCluster,
    ProbeScheduler, ProbeProcessor, ClusterJobs,
  ],
  exports: [ClusterConnections, ClusterUses],
})
export class ClustersModule {}
