import { DataSource, type DataSourceOptions } from 'typeorm';
import { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { bindColumns } from './column.js';
import { GatedQueryRunner } from './gated-query-runner.js';
import { TransactionGate } from './transaction-gate.js';

const GATE_PATIENCE_MS = 30_000;

/** A data source on which entities and transactions behave alike on SQLite and on the MySQL family. */
export class PortableDataSource extends DataSource {
  constructor(options: DataSourceOptions) {
    super(options);
    if (this.driver instanceof BetterSqlite3Driver) gateTransactions(this.driver);
  }

  protected override async buildMetadatas(): Promise<void> {
    await super.buildMetadatas();
    bindColumns(this);
  }
}

function gateTransactions(driver: BetterSqlite3Driver): void {
  const gate = new TransactionGate(GATE_PATIENCE_MS);
  const statements = new Map<string, unknown>();
  driver.createQueryRunner = () => new GatedQueryRunner(driver, gate, statements);
}
