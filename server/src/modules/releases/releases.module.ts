import { Module } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { KubernetesModule } from '../../kubernetes/kubernetes.module.js';
import { ClustersModule } from '../clusters/index.js';
import { AddRevision } from './applications/add-revision.js';
import { ApplicationDirectory } from './applications/application-directory.js';
import { CreateApplication } from './applications/create-application.js';
import { DeleteApplication } from './applications/delete-application.js';
import { RevisionVault } from './applications/revision-vault.js';
import { UpdateApplication } from './applications/update-application.js';
import { VisibleApplication } from './applications/visible-application.js';
import { ReleaseClusters } from './cluster-access.js';
import { ConnectedClusters } from './connected-clusters.js';
import { ApplyStage } from './engine/apply-stage.js';
import { HealthStage } from './engine/health-stage.js';
import { LeaseKeeper } from './engine/lease-keeper.js';
import { PlanStage } from './engine/plan-stage.js';
import { PruneStage } from './engine/prune-stage.js';
import { RunStage } from './engine/run-stage.js';
import { Slots } from './engine/slots.js';
import { Sweeper } from './engine/sweeper.js';
import { LedgerTools } from './engine/target-ledger.js';
import { TargetScenes } from './engine/target-scene.js';
import { TargetWorker } from './engine/target-worker.js';
import { ApplicationsController } from './http/applications.controller.js';
import { ReleaseEventStream } from './http/release-event-stream.js';
import { ReleasesController } from './http/releases.controller.js';
import { ReleaseJobs } from './jobs/release-jobs.js';
import { Applications } from './persistence/applications.repository.js';
import { Inventory } from './persistence/inventory.repository.js';
import { Placements } from './persistence/placements.repository.js';
import { ReleaseRequests } from './persistence/release-requests.repository.js';
import { Releases } from './persistence/releases.repository.js';
import { Revisions } from './persistence/revisions.repository.js';
import { Steps } from './persistence/steps.repository.js';
import { Targets } from './persistence/targets.repository.js';
import { ReleaseClusterUse } from './release-cluster-use.js';
import { ReleaseJournal } from './release-journal.js';
import { ReleaseWork } from './release-work.js';
import { ApproveRelease } from './runs/approve-release.js';
import { LaunchRelease } from './runs/launch-release.js';
import { ReleaseDirectory } from './runs/release-directory.js';
import { ReleaseReach } from './runs/release-reach.js';
import { RetryRelease } from './runs/retry-release.js';
import { RollBackRelease } from './runs/roll-back-release.js';
import { StartRelease } from './runs/start-release.js';
import { StopRelease } from './runs/stop-release.js';
import { VisibleRelease } from './runs/visible-release.js';
import { SettleRelease } from './settle-release.js';

const storage = [Applications, Revisions, Placements, Inventory, Releases, Targets, Steps, ReleaseRequests];
const applications = [RevisionVault, VisibleApplication, ApplicationDirectory, CreateApplication, UpdateApplication, DeleteApplication, AddRevision];
const runs = [ReleaseJournal, ReleaseWork, SettleRelease, ReleaseReach, VisibleRelease, ReleaseDirectory, LaunchRelease, StartRelease, ApproveRelease, StopRelease, RetryRelease, RollBackRelease];
const engine = [LedgerTools, TargetScenes, PlanStage, ApplyStage, HealthStage, PruneStage, RunStage, TargetWorker, Sweeper, ReleaseJobs];

/** Applications, their revisions, and the runs that bring them to many clusters. */
@Module({
  imports: [ClustersModule, KubernetesModule],
  controllers: [ApplicationsController, ReleasesController],
  providers: [
    ...storage, ...applications, ...runs, ...engine, ReleaseClusterUse, ReleaseEventStream,
    { provide: ReleaseClusters, useClass: ConnectedClusters },
    { provide: Slots, useFactory: () => new Slots() },
    { provide: LeaseKeeper, inject: [Targets, Clock], useFactory: (targets: Targets, clock: Clock) => new LeaseKeeper(targets, clock) },
  ],
  exports: [ReleaseDirectory],
})
export class ReleasesModule {}
