import { type DynamicModule, Global, Inject, Logger, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Readiness } from '../kernel/health/readiness.js';
import { DatabaseUnitOfWork } from './database-unit-of-work.js';
import { openDataSource } from './data-source.js';
import { Installations } from './installations.repository.js';
import { migrateToLatest, refuseOldSchema } from './migrate.js';
import { Operations } from './operations.repository.js';
import { KeyringRefused } from './sealing/errors.js';
import { establishSealing, renewKeyring } from './sealing/establish-sealing.js';
import { KeyringFile } from './sealing/keyring-file.js';
import { RewrapJob } from './sealing/rewrap-job.js';
import { SealedRows } from './sealing/sealed-rows.repository.js';
import { Sealer } from './sealing/sealer.js';
import { Tables } from './tables.js';
import { UnitOfWork } from './unit-of-work.js';

export interface PersistenceOptions {
  readonly url: string;
  readonly entities: readonly (abstract new () => object)[];
  readonly keyringFile: string;
  /** Default: only on SQLite, which one process has to itself. Elsewhere the migrate command does it, under a lock. */
  readonly migrateAtStart?: boolean;
}

/** The database for everybody: `Tables` for repositories, `UnitOfWork` for services, `Sealer` for secrets. */
@Global()
@Module({})
export class PersistenceModule implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Persistence');

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Sealer) private readonly sealer: Sealer,
    @Inject(Installations) private readonly installations: Installations,
    @Inject(KeyringFile) private readonly keyringFile: KeyringFile,
    @Inject(Readiness) private readonly readiness: Readiness,
  ) {}

  static with(options: PersistenceOptions): DynamicModule {
    return {
      module: PersistenceModule,
      providers: [
        { provide: DataSource, useFactory: () => openMigrated(options) },
        { provide: KeyringFile, useFactory: () => new KeyringFile(options.keyringFile) },
        { provide: Tables, inject: [DataSource], useFactory: (dataSource: DataSource) => new Tables(dataSource) },
        { provide: UnitOfWork, inject: [Tables], useFactory: (tables: Tables) => new DatabaseUnitOfWork(tables, { onEffectFailure: reportEffect }) },
        { provide: Installations, inject: [Tables], useFactory: (tables: Tables) => new Installations(tables) },
        { provide: Operations, inject: [Tables], useFactory: (tables: Tables) => new Operations(tables) },
        {
          provide: Sealer,
          inject: [Installations, KeyringFile, Clock],
          useFactory: (installations: Installations, file: KeyringFile, clock: Clock) => establishSealing(installations, file, clock.now()),
        },
        {
          provide: RewrapJob,
          inject: [Tables, Sealer, Clock],
          useFactory: (tables: Tables, sealer: Sealer, clock: Clock) => new RewrapJob(new SealedRows(tables), sealer, clock),
        },
      ],
      exports: [DataSource, Tables, UnitOfWork, Sealer, Operations, RewrapJob],
    };
  }

  async onModuleInit(): Promise<void> {
    const looseMode = await this.keyringFile.looseMode();
    if (looseMode !== null) this.logger.warn(looseMode);
    this.readiness.add({ name: 'persistence', check: () => this.fault() });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }

  /** Reads the database and proves the keyring; after a swapped keyring file this also lets the sealer go on again. */
  private async fault(): Promise<string | null> {
    try {
      await renewKeyring(this.sealer, this.installations, this.keyringFile);
      return null;
    } catch (error) {
      return error instanceof KeyringRefused ? error.detail : 'the database does not answer';
    }
  }
}

async function openMigrated({ url, entities, migrateAtStart = url.startsWith('sqlite:') }: PersistenceOptions): Promise<DataSource> {
  const dataSource = await openDataSource({ url, entities });
  try {
    await (migrateAtStart ? migrateToLatest(dataSource) : refuseOldSchema(dataSource));
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

function reportEffect(error: unknown): void {
  new Logger('UnitOfWork').error(error, 'An effect after a commit failed; whoever owns it finds it again when sweeping');
}
