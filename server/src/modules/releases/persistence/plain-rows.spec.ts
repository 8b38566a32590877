import { newId } from '../../../kernel/ids.js';
import { persistenceEntities } from '../../../persistence/entities.js';
import { openTestDatabase, type TestDatabase } from '../../../persistence/testing/open-test-database.js';
import { releaseEntities } from './entities.js';
import { ApplicationEntity } from './application.entity.js';
import { addPlainRows, changePlainRows, plainRow } from './plain-rows.repository.js';
import { ReleaseEntity } from './release.entity.js';

const now = new Date('2026-01-02T03:04:05.678Z');

describe('plain rows', () => {
  let database: TestDatabase;
  const releases = () => database.tables.of(ReleaseEntity);
  const id = newId();

  beforeEach(async () => {
    database = await openTestDatabase([...persistenceEntities, ...releaseEntities]);
    const applicationId = newId();
    const metadata = database.dataSource.getMetadata(ApplicationEntity);
    const application = Object.fromEntries(metadata.columns.map(({ propertyName, type }) => [propertyName, type === 'datetime' ? now : type === 'integer' ? 1 : 'x']));
    await database.tables.of(ApplicationEntity).insert({ ...application, id: applicationId });
    await releases().insert({
      id, applicationId, kind: 'deploy', revision: 1, state: 'running', epoch: 3, options: { healthTimeoutS: 60, createNamespaces: true, onConflict: 'fail', prune: true }, note: 'a "note"',
      planHash: null, confirmations: ['prune:a/b'], rollbackOf: null, startedBy: newId(), startedByLogin: 'ann', approvedBy: null, approvedByLogin: null, detail: '', eventCount: 0,
      targetCount: 1, createdAt: now, startedAt: now, endedAt: null,
    });
  });
  afterEach(() => database.close());

  it('change nothing by a key that is no column, or none at all', async () => {
    await expect(changePlainRows(releases(), {}, { detail: 'all' })).rejects.toThrow('not columns');
    await expect(changePlainRows(releases(), { id, ...{ other: 'x' } }, { detail: 'all' })).rejects.toThrow('not columns');
    expect((await releases().findOneByOrFail({ id })).detail).toBe('');
  });

  it('are read as the query builder reads them', async () => {
    await expect(plainRow(releases(), { id })).resolves.toEqual(await releases().findOneBy({ id }));
    await expect(plainRow(releases(), { id: newId() })).resolves.toBeUndefined();
    await expect(plainRow(releases(), { id }, ['options'])).resolves.not.toHaveProperty('options');
  });

  it('are changed only where the whole key fits, and count', async () => {
    await expect(changePlainRows(releases(), { id, epoch: 2 }, { detail: 'late' })).resolves.toBe(0);
    await expect(changePlainRows(releases(), { id, epoch: 3 }, { detail: 'in time', endedAt: now, confirmations: [], startedAt: null })).resolves.toBe(1);
    expect(await releases().findOneBy({ id })).toMatchObject({ detail: 'in time', endedAt: now, confirmations: [], startedAt: null, note: 'a "note"' });
  });

  it('are added as they are', async () => {
    const first = await releases().findOneByOrFail({ id });
    const others = [{ ...first, id: newId(), note: 'second' }, { ...first, id: newId(), note: 'third', endedAt: now }];
    await addPlainRows(releases(), others);
    await addPlainRows(releases(), []);
    await expect(releases().find({ order: { id: 'ASC' } })).resolves.toEqual([first, ...others]);
  });

  it('belong to the transaction around them', async () => {
    await expect(database.unitOfWork.run(async (tx) => {
      await changePlainRows(database.tables.of(ReleaseEntity, tx), { id }, { detail: 'undone' });
      expect((await plainRow(database.tables.of(ReleaseEntity, tx), { id }))?.detail).toBe('undone');
      throw new Error('no');
    })).rejects.toThrow('no');
    expect((await plainRow(releases(), { id }))?.detail).toBe('');
  });
});
