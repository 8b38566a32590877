import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { waitFor } from '../services/process/wait.ts';
import { startCluster, type RunningCluster } from './index.ts';

const deployment = (name: string, behavior: string, pod: object = {}, annotations: object = {}): object => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name }, annotations: { 'hyperkuber.io/behavior': behavior, ...annotations } },
      spec: { containers: [{ name: 'app', image: 'registry.example/shop:1' }], ...pod },
    },
  },
});

const job = (name: string, behavior: string): object => ({
  apiVersion: 'batch/v1', kind: 'Job', metadata: { name },
  spec: {
    backoffLimit: 0,
    template: { metadata: { labels: { app: name, 'hyperkuber.io/behavior': behavior } }, spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'registry.example/job:1' }] } },
  },
});

const statefulSet: object = {
  apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'store' },
  spec: {
    replicas: 2, serviceName: 'store', selector: { matchLabels: { app: 'store' } },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' },
    template: { metadata: { labels: { app: 'store' } }, spec: { containers: [{ name: 'db', image: 'registry.example/db:1' }] } },
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } } }],
  },
};

/** Processes that name the folder of a cluster in their command line. */
async function processesOf(folder: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(folder));
}

describe('a local cluster', () => {
  let cluster: RunningCluster;
  let startTookMs: number;

  beforeAll(async () => {
    // The first start on a machine unpacks or fetches the programs; that is not what is measured.
    const { clusterPrograms } = await import('./index.ts');
    await clusterPrograms();
    const begunAt = performance.now();
    cluster = await startCluster({ name: 'spec', nodes: 2 });
    startTookMs = performance.now() - begunAt;
  }, 900_000);
  afterAll(() => cluster.stop());

  const read = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await cluster.kubectl(args);
    if (code !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  const apply = async (...objects: object[]): Promise<void> => {
    const { code, stderr } = await cluster.kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
    if (code !== 0) throw new Error(stderr);
  };
  const eventually = (what: string, timeoutMs: number, probe: () => Promise<boolean>): Promise<boolean> => waitFor({ what, timeoutMs, everyMs: 250 }, async () => ((await probe()) ? true : undefined));
  const pod = (app: string, path: string): Promise<string> => read('get', 'pods', '-l', `app=${app}`, '-o', `jsonpath={.items[*]${path}}`);
  const reaches = (app: string, path: string, wanted: string, timeoutMs = 20_000): Promise<boolean> => eventually(`${app} reaching ${wanted}`, timeoutMs, async () => (await pod(app, path)) === wanted);
  const nameOf = (app: string): Promise<string> => pod(app, '.metadata.name');

  it('is ready in time, with its nodes and the default account', async () => {
    expect(startTookMs).toBeLessThan(20_000);
    expect(await read('get', 'nodes', '-o', 'jsonpath={.items[*].status.conditions[?(@.type=="Ready")].status}')).toBe('True True');
    expect(await read('get', 'serviceaccount', 'default', '-o', 'name')).toBe('serviceaccount/default');
  });

  it('runs pods that are told nothing, with init containers and sidecars', async () => {
    await apply(deployment('plain', 'run', { initContainers: [{ name: 'first', image: 'a' }, { name: 'side', image: 'b', restartPolicy: 'Always' }] }));
    await read('rollout', 'status', 'deployment/plain', '--timeout=20s');
    expect(await pod('plain', '.status.initContainerStatuses[*].ready')).toBe('true true');
    expect(await pod('plain', '.status.podIP')).toMatch(/^10\.244\./);
  });

  it('makes a slow start wait as long as it is told', async () => {
    await apply(deployment('slow', 'slow-start', {}, { 'hyperkuber.io/start-delay': '4s' }));
    await reaches('slow', '.status.containerStatuses[0].started', 'true');
    expect(await pod('slow', '.status.containerStatuses[0].ready')).toBe('false');
    await reaches('slow', '.status.containerStatuses[0].ready', 'true');
  });

  it('shows pods that crash, run out of memory or have no image', async () => {
    await apply(deployment('crash', 'crash-loop'), deployment('oom', 'oom-killed'), deployment('pull', 'image-pull-fail'));
    await reaches('pull', '.status.containerStatuses[0].state.waiting.reason', 'ImagePullBackOff');
    await reaches('crash', '.status.containerStatuses[0].restartCount', '1');
    await reaches('crash', '.status.containerStatuses[0].state.waiting.reason', 'CrashLoopBackOff');
    expect(await pod('crash', '.status.containerStatuses[0].lastState.terminated.exitCode')).toBe('1');
    await reaches('oom', '.status.containerStatuses[0].state.waiting.reason', 'CrashLoopBackOff');
    expect(await pod('oom', '.status.containerStatuses[0].lastState.terminated.reason')).toBe('OOMKilled');
  });

  it('ends jobs, well or badly', async () => {
    await apply(job('good', 'run'), job('bad', 'crash-loop'));
    await read('wait', '--for=condition=Complete', 'job/good', '--timeout=20s');
    await read('wait', '--for=condition=Failed', 'job/bad', '--timeout=20s');
    await read('delete', 'job/good', 'job/bad', '--timeout=20s');
    await reaches('good', '.metadata.name', '');
  });

  it('binds volumes and hands released ones out again', async () => {
    await apply(statefulSet);
    await read('rollout', 'status', 'statefulset/store', '--timeout=30s');
    await read('delete', 'statefulset/store', '--timeout=20s');
    await eventually('the volumes being free again', 30_000, async () => new Set((await read('get', 'pv', '-o', 'jsonpath={.items[*].status.phase}')).split(' ')).size === 1);
    expect(await read('get', 'pvc', '-o', 'name')).toBe('');
  });

  it('deletes pods unless they hang', async () => {
    await apply(deployment('hang', 'hang-on-delete'));
    await read('rollout', 'status', 'deployment/hang', '--timeout=20s');
    const [plain, hanging] = [await nameOf('plain'), await nameOf('hang')];
    await read('delete', 'deployment', 'plain', 'hang');
    await reaches('plain', '.metadata.name', '');
    expect(plain).not.toBe('');
    expect(await nameOf('hang')).toBe(hanging);
    await read('delete', 'pod', hanging, '--force', '--grace-period=0');
    await reaches('hang', '.metadata.name', '');
  });

  it('takes a node down and up by its label', async () => {
    const ready = (): Promise<string> => read('get', 'node', 'spec-node-2', '-o', 'jsonpath={.status.conditions[?(@.type=="Ready")].status}');
    await read('label', 'node', 'spec-node-2', 'hyperkuber.io/behavior=not-ready');
    await eventually('the node being down', 15_000, async () => (await ready()) === 'False');
    await read('label', 'node', 'spec-node-2', 'hyperkuber.io/behavior-');
    await eventually('the node being up', 15_000, async () => (await ready()) === 'True');
  });

  it('serves logs, follows them, runs commands and forwards ports', async () => {
    await apply(deployment('talk', 'run'));
    await read('rollout', 'status', 'deployment/talk', '--timeout=20s');
    expect((await read('logs', 'deploy/talk', '--tail=2')).split('\n')).toHaveLength(2);
    const follower = spawnKubectl(['logs', '-f', '--tail=1', 'deploy/talk']);
    const line = nextLine(follower, (text) => text.includes('the spec was here'));
    await waitFor({ what: 'The follower showing the line', timeoutMs: 15_000, everyMs: 500 }, async () => {
      await cluster.appendLog('the spec was here');
      return Promise.race([line, Promise.resolve(undefined)]);
    });
    follower.kill();
    expect(await read('exec', 'deploy/talk', '--', 'sh', '-c', 'echo "$((20 + 3))"; env | grep -c -i secret || true')).toBe('23\n0');
    expect((await cluster.kubectl(['exec', 'deploy/talk', '--', 'sh', '-c', 'exit 3'])).stderr).toContain('exit status 3');
    const forwarder = spawnKubectl(['port-forward', 'deploy/talk', ':80']);
    const port = /:(\d+) ->/.exec(await nextLine(forwarder, (text) => text.includes('Forwarding')))?.[1];
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('simulated');
    forwarder.kill();
  });

  it('records who asked for what, with the dry run visible', async () => {
    await read('create', 'namespace', 'tried', '--dry-run=server');
    const line = await waitFor({ what: 'The audit line', timeoutMs: 5000 }, async () => (await readFile(cluster.auditLogPath, 'utf8')).split('\n').find((text) => text.includes('/namespaces?dryRun=All')));
    expect(JSON.parse(line)).toMatchObject({ verb: 'create', stage: 'ResponseComplete', user: { username: 'kubernetes-admin' }, userAgent: expect.stringContaining('kubectl') });
  });

  it('gives a token that may do everything and a kubeconfig that may only look', async () => {
    const canI = async (...args: string[]): Promise<string> => (await cluster.kubectl(['auth', 'can-i', ...args])).stdout.trim();
    expect(await canI('create', 'nodes', `--token=${cluster.adminToken}`)).toBe('yes');
    const token = /token: (\S+)/.exec(cluster.limitedKubeconfig)?.[1] ?? '';
    const limited = ['--kubeconfig=/dev/null', `--server=${cluster.server}`, '--insecure-skip-tls-verify', `--token=${token}`];
    expect(await canI('list', 'pods', '-n', 'default', ...limited)).toBe('yes');
    expect(await canI('list', 'pods', '-n', 'kube-system', ...limited)).toBe('no');
    expect(await canI('list', 'secrets', '-n', 'default', ...limited)).toBe('no');
  });

  it('hangs while paused, refuses when killed and comes back with its data', async () => {
    cluster.pause();
    const hung = await cluster.kubectl(['get', 'nodes', '--request-timeout=1s']);
    cluster.resume();
    expect(hung.code).not.toBe(0);
    await cluster.kill();
    await expect(connectTo(new URL(cluster.server))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await cluster.restart();
    expect(await read('get', 'nodes', '-o', 'name')).toContain('spec-node-1');
  });

  function spawnKubectl(args: string[]): ChildProcess {
    return spawn(cluster.programs.kubectl, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { KUBECONFIG: cluster.adminKubeconfigPath, HOME: cluster.dataDir } });
  }
});

describe('a parent that is killed', () => {
  it('leaves no process and no data behind', async () => {
    const script = join(import.meta.dirname, 'main.ts');
    const parent = spawn(process.execPath, [script, '--count', '1', '--nodes', '1', '--name', 'orphan'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const line = await nextLine(parent, (text) => text.includes('KUBECONFIG='));
    const folder = line.slice(line.indexOf('=') + 1, line.lastIndexOf('/'));
    expect((await processesOf(folder)).length).toBeGreaterThanOrEqual(5);
    parent.kill('SIGKILL');
    await waitFor({ what: 'Every program having ended', timeoutMs: 10_000 }, async () => ((await processesOf(folder)).length === 0 ? true : undefined));
    await waitFor({ what: 'The data being gone', timeoutMs: 10_000 }, () => readdir(folder).then(() => undefined, () => true));
  });
});

function nextLine(child: ChildProcess, wanted: (text: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const { stdout } = child;
    if (!stdout) throw new Error('No output to read.');
    createInterface({ input: stdout }).on('line', (text) => { if (wanted(text)) resolve(text); });
    child.once('exit', () => reject(new Error('It ended before it said so.')));
  });
}

function connectTo({ hostname, port }: URL): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}
