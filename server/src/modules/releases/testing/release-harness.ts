import { Logger as PinoLogger } from 'nestjs-pino';
import type { Actor } from '../../../access/actor.js';
import { Access } from '../../../access/access.js';
import type { Grant } from '../../../access/grant.js';
import { PolicySource, type SourcedPolicy } from '../../../access/policy-source.js';
import { BUILT_IN_ROLES } from '../../../access/roles.js';
import { type Clock, SystemClock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { InProcessBus } from '../../../messaging/in-process-bus.js';
import { InProcessJobQueue } from '../../../messaging/in-process-job-queue.js';
import { Keyring } from '../../../persistence/sealing/keyring.js';
import { Sealer } from '../../../persistence/sealing/sealer.js';
import type { TestDatabase } from '../../../persistence/testing/open-test-database.js';
import { AddRevision } from '../applications/add-revision.js';
import { ApplicationDirectory } from '../applications/application-directory.js';
import { CreateApplication } from '../applications/create-application.js';
import { DeleteApplication } from '../applications/delete-application.js';
import { RevisionVault } from '../applications/revision-vault.js';
import { VisibleApplication } from '../applications/visible-application.js';
import type { ReleaseClusters } from '../cluster-access.js';
import { ApplyStage } from '../engine/apply-stage.js';
import { HealthStage } from '../engine/health-stage.js';
import { LeaseKeeper, type LeaseTimes, leaseTimes } from '../engine/lease-keeper.js';
import { PlanStage } from '../engine/plan-stage.js';
import { PruneStage } from '../engine/prune-stage.js';
import { RunStage } from '../engine/run-stage.js';
import { Slots } from '../engine/slots.js';
import { Sweeper } from '../engine/sweeper.js';
import { LedgerTools } from '../engine/target-ledger.js';
import { TargetScenes } from '../engine/target-scene.js';
import { TargetWorker } from '../engine/target-worker.js';
import { TARGET_QUEUE, TargetJob } from '../messages.js';
import { Applications } from '../persistence/applications.repository.js';
import { Inventory } from '../persistence/inventory.repository.js';
import { Placements } from '../persistence/placements.repository.js';
import { ReleaseRequests } from '../persistence/release-requests.repository.js';
import { Releases } from '../persistence/releases.repository.js';
import { Revisions } from '../persistence/revisions.repository.js';
import { Steps } from '../persistence/steps.repository.js';
import { Targets } from '../persistence/targets.repository.js';
import { ReleaseJournal } from '../release-journal.js';
import { ReleaseWork } from '../release-work.js';
import { ApproveRelease } from '../runs/approve-release.js';
import { LaunchRelease } from '../runs/launch-release.js';
import { ReleaseDirectory } from '../runs/release-directory.js';
import { ReleaseReach } from '../runs/release-reach.js';
import { RetryRelease } from '../runs/retry-release.js';
import { RollBackRelease } from '../runs/roll-back-release.js';
import { StartRelease } from '../runs/start-release.js';
import { StopRelease } from '../runs/stop-release.js';
import { VisibleRelease } from '../runs/visible-release.js';
import { SettleRelease } from '../settle-release.js';

/** Grants that a test gives and takes away. */
export class FakePolicySource extends PolicySource {
  private version = 0;
  private readonly grants = new Map<string, Grant[]>();

  give(userId: string, roleId: string, clusterId?: string): void {
    const scope = clusterId === undefined ? { kind: 'platform' as const } : { kind: 'cluster' as const, clusterId };
    this.grants.set(userId, [...(this.grants.get(userId) ?? []), { bindingId: newId(), roleId, scope }]);
    this.version += 1;
  }

  takeAll(userId: string): void {
    this.grants.delete(userId);
    this.version += 1;
  }

  grantsOf(userId: string): Promise<SourcedPolicy> {
    return Promise.resolve({ grants: this.grants.get(userId) ?? [], roles: BUILT_IN_ROLES, version: String(this.version) });
  }

  versionOf(): Promise<string> {
    return Promise.resolve(String(this.version));
  }
}

export const person = (login: string): Actor => ({ userId: newId(), login, via: 'session', authEpoch: 0 });

export interface HarnessOptions {
  readonly clusters: ReleaseClusters;
  readonly clock?: Clock;
  readonly times?: LeaseTimes;
}

/** The whole of releases without HTTP: one process with its workers, on a database of its own. */
export class ReleaseHarness {
  readonly policy = new FakePolicySource();
  readonly clock: Clock;
  readonly bus = new InProcessBus();
  readonly queue = new InProcessJobQueue({ drainMs: 50 });
  readonly releases: Releases;
  readonly targets: Targets;
  readonly steps: Steps;
  readonly inventory: Inventory;
  readonly placements: Placements;
  readonly createApplication: CreateApplication;
  readonly deleteApplication: DeleteApplication;
  readonly addRevision: AddRevision;
  readonly applications: ApplicationDirectory;
  readonly directory: ReleaseDirectory;
  readonly start: StartRelease;
  readonly approve: ApproveRelease;
  readonly stop: StopRelease;
  readonly retry: RetryRelease;
  readonly rollBack: RollBackRelease;
  readonly keeper: LeaseKeeper;
  readonly worker: TargetWorker;
  readonly sweeper: Sweeper;
  readonly work: ReleaseWork;

  constructor(readonly database: TestDatabase, { clusters, clock, times }: HarnessOptions) {
    this.clock = clock ?? new SystemClock();
    const { tables, unitOfWork } = database;
    const access = new Access(this.policy, this.clock);
    const applications = new Applications(tables);
    const revisions = new Revisions(tables);
    this.releases = new Releases(tables);
    this.targets = new Targets(tables);
    this.steps = new Steps(tables);
    this.inventory = new Inventory(tables);
    this.placements = new Placements(tables);
    const vault = new RevisionVault(new Sealer(newId(), Keyring.generate(this.clock.now())), revisions);
    const visibleApplication = new VisibleApplication(access, applications);
    this.createApplication = new CreateApplication(access, applications, vault, this.clock);
    this.deleteApplication = new DeleteApplication(visibleApplication, unitOfWork, applications, this.inventory, this.placements, this.releases);
    this.addRevision = new AddRevision(visibleApplication, unitOfWork, applications, revisions, vault, this.clock);
    this.applications = new ApplicationDirectory(access, visibleApplication, applications, revisions, this.placements, clusters, vault);
    const journal = new ReleaseJournal(this.releases, this.bus, this.clock);
    this.work = new ReleaseWork(this.queue);
    const settle = new SettleRelease(this.releases, this.targets, journal, this.clock);
    const reach = new ReleaseReach(access);
    const visible = new VisibleRelease(reach, this.releases, this.targets);
    this.directory = new ReleaseDirectory(reach, visible, this.releases, this.targets, this.steps, applications, clusters);
    const launcher = new LaunchRelease(unitOfWork, this.releases, this.targets, this.placements, clusters, journal, this.work);
    this.start = new StartRelease(reach, visibleApplication, clusters, revisions, new ReleaseRequests(tables), launcher, this.directory);
    this.approve = new ApproveRelease(visible, unitOfWork, this.releases, this.targets, journal, this.work, this.directory);
    this.stop = new StopRelease(visible, unitOfWork, this.releases, this.targets, journal, settle, this.directory);
    this.retry = new RetryRelease(visible, unitOfWork, this.releases, this.targets, journal, this.work, this.directory);
    this.rollBack = new RollBackRelease(visible, revisions, launcher, this.directory);
    const tools = new LedgerTools(unitOfWork, this.targets, this.releases, this.steps, this.inventory, journal, settle);
    const scenes = new TargetScenes(access, clusters, applications, this.placements, this.inventory, vault);
    const run = new RunStage(
      new ApplyStage(this.inventory, this.clock), new HealthStage(this.steps, this.clock), new PruneStage(this.inventory, this.clock),
      this.targets, this.steps, this.placements, this.clock,
    );
    this.keeper = new LeaseKeeper(this.targets, this.clock, times ?? leaseTimes);
    this.worker = new TargetWorker(this.keeper, scenes, new PlanStage(this.steps), run, new Slots(), tools, this.clock);
    this.sweeper = new Sweeper(this.targets, this.work, this.clock, Object.create(PinoLogger.prototype));
  }

  /** Starts the workers; without it the test calls `worker.work` itself. */
  works(): this {
    this.queue.process(TARGET_QUEUE, ({ payload }) => this.worker.work(TargetJob.parse(payload).targetId), { concurrency: 200 });
    return this;
  }

  /** The database stays open: whoever opened it closes it. */
  async close(): Promise<void> {
    this.worker.close();
    await this.queue.close();
    await this.bus.close();
  }
}
