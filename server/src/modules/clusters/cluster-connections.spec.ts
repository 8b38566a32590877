import { SystemClock } from '../../kernel/clock.js';
import { Discovery } from '../../kubernetes/discovery.js';
import { KubeClients } from '../../kubernetes/kube-clients.js';
import { testPool } from '../../kubernetes/testing/fixtures.js';
import { InProcessBus } from '../../messaging/in-process-bus.js';
import { Keyring } from '../../persistence/sealing/keyring.js';
import { Sealer } from '../../persistence/sealing/sealer.js';
import { openTestDatabase, type TestDatabase } from '../../persistence/testing/open-test-database.js';
import { ClusterConnections } from './cluster-connections.js';
import { ClusterNews } from './cluster-news.js';
import { ClusterStore } from './cluster-store.js';
import { CredentialVault } from './credential-vault.js';
import { ClusterDisabled, ClusterNotFound } from './errors.js';
import { OpenTargets } from './open-targets.js';
import { clusterEntities } from './persistence/entities.js';
import { ClusterCredentialRepository } from './persistence/cluster-credential.repository.js';
import { ClusterHealthSpanRepository } from './persistence/cluster-health-span.repository.js';
import { ClusterRepository } from './persistence/cluster.repository.js';
import { clusterRow, testNow } from './testing/cluster-row.js';

const context = { userId: 'u1' };
const record = (token: string) => ({ server: 'https://prod.example:6443', auth: { kind: 'token' as const, token } });

describe('ClusterConnections', () => {
  let database: TestDatabase;
  let clusters: ClusterRepository;
  let store: ClusterStore;
  const bus = new InProcessBus();
  const vault = new CredentialVault(new Sealer('i', Keyring.generate(testNow)));
  const cluster = clusterRow();

  /** One process: its own memory, the same database and the same bus. */
  const replica = async (): Promise<ClusterConnections> => {
    const clock = new SystemClock();
    const pool = testPool();
    const clients = new KubeClients(pool, clock);
    const targets = new OpenTargets(clusters, new ClusterCredentialRepository(database.tables), vault, clock);
    const connections = new ClusterConnections(clusters, targets, clients, pool, new Discovery(clients, clock), bus);
    await connections.onModuleInit();
    return connections;
  };
  const tokenOf = async (connections: ClusterConnections): Promise<string> => {
    const { auth } = (await connections.connect(cluster.id, context)).target;
    return auth.kind === 'token' ? auth.token : '';
  };
  const heard = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 5); });

  beforeEach(async () => {
    database = await openTestDatabase(clusterEntities);
    clusters = new ClusterRepository(database.tables);
    store = new ClusterStore(clusters, new ClusterCredentialRepository(database.tables), new ClusterHealthSpanRepository(database.tables), database.unitOfWork, new ClusterNews(bus));
    await store.add(cluster, vault.seal(record('first'), cluster.id, 1, testNow));
  });
  afterEach(() => database.close());

  it('does not know a cluster that is not there', async () => {
    await expect((await replica()).connect('nowhere', context)).rejects.toThrow(ClusterNotFound);
  });

  it('opens a credential once and hands the same target out', async () => {
    const connections = await replica();
    const [one, two] = await Promise.all([connections.connect(cluster.id, context), connections.connect(cluster.id, context)]);
    expect(one.target).toBe(two.target);
    expect(one.cluster).toEqual({ id: cluster.id, name: 'prod', mode: 'direct', enabled: true, environment: 'production' });
  });

  it('changes over in every process when the credential was rotated', async () => {
    const [one, two] = [await replica(), await replica()];
    expect([await tokenOf(one), await tokenOf(two)]).toEqual(['first', 'first']);
    await store.switchCredential(cluster, { credentialVersion: 2, connectionVersion: 2 }, vault.seal(record('second'), cluster.id, 2, testNow));
    await heard();
    expect([await tokenOf(one), await tokenOf(two)]).toEqual(['second', 'second']);
  });

  it('refuses a cluster that was disabled, in every process', async () => {
    const [one, two] = [await replica(), await replica()];
    await Promise.all([tokenOf(one), tokenOf(two)]);
    await store.change(cluster, { enabled: false, state: 'disabled', connectionVersion: 2 });
    await heard();
    await expect(one.connect(cluster.id, context)).rejects.toThrow(ClusterDisabled);
    await expect(two.connect(cluster.id, context)).rejects.toThrow(ClusterDisabled);
  });

  it('describes the clusters that exist', async () => {
    expect(await (await replica()).describe([cluster.id, 'nowhere'])).toEqual([{ id: cluster.id, name: 'prod', mode: 'direct', enabled: true, environment: 'production' }]);
  });
});
