import { openTestDatabase } from '../../../persistence/testing/open-test-database.js';
import { releaseEntities } from './entities.js';

describe('the tables of releases', () => {
  it('are what their entities say', async () => {
    const database = await openTestDatabase(releaseEntities);
    const drift = await database.dataSource.driver.createSchemaBuilder().log();
    await database.close();
    expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
  });
});
