import { type RunningCluster, startCluster } from '../kubernetes/index.ts';
import { Witness } from './witness.ts';

describe('the witness on a real cluster', () => {
  let cluster: RunningCluster;
  let witness: Witness;

  beforeAll(async () => {
    cluster = await startCluster({ name: 'witness', nodes: 1 });
    await cluster.kubectl(['create', 'namespace', 'chaos']);
    witness = new Witness(cluster);
    await witness.start();
  }, 120_000);
  afterAll(async () => {
    witness.close();
    await cluster.stop();
  }, 60_000);

  const apply = async (value: string, manager = 'hyperkuber-release'): Promise<void> => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'chaos', labels: { 'hyperkuber.io/application': 'shop' } }, data: { value } };
    const { code, stderr } = await cluster.kubectl(['apply', '--server-side', `--field-manager=${manager}`, '-f', '-'], JSON.stringify(object));
    if (code !== 0) throw new Error(stderr);
  };
  const effects = async (): Promise<string[]> => {
    await witness.settled('chaos');
    return witness.take('chaos').map(({ key, effect }) => `${effect} ${key}`);
  };

  it('sees one effect where the same is applied three times', async () => {
    for (let time = 0; time < 3; time += 1) await apply('one');
    expect(await effects()).toEqual(['create ConfigMap/a']);
  });

  it('sees each change, also back and forth', async () => {
    await apply('two');
    await apply('one');
    expect(await effects()).toEqual(['change ConfigMap/a', 'change ConfigMap/a']);
  });

  it('does not take what somebody else notes on an object for a change', async () => {
    await apply('one', 'somebody-else');
    expect(await effects()).toEqual([]);
  });

  it('sees an object that was taken away and made again', async () => {
    await cluster.kubectl(['delete', 'configmap', 'a', '-n', 'chaos']);
    await apply('one');
    expect(await effects()).toEqual(['delete ConfigMap/a', 'create ConfigMap/a']);
  });

  it('sees no effect in what controllers do to a deployment', async () => {
    const deployment = {
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'chaos', labels: { 'hyperkuber.io/application': 'shop' } },
      spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main', image: 'x' }] } } },
    };
    await cluster.kubectl(['apply', '--server-side', '--field-manager=hyperkuber-release', '-f', '-'], JSON.stringify(deployment));
    await cluster.kubectl(['rollout', 'status', 'deployment/web', '-n', 'chaos', '--timeout=60s']);
    expect(await effects()).toEqual(['create Deployment/web']);
    await cluster.kubectl(['delete', 'deployment', 'web', '-n', 'chaos', '--cascade=foreground']);
    expect(await effects()).toEqual(['delete Deployment/web']);
  }, 90_000);
});
