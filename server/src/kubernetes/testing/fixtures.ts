import { SystemClock } from '../../kernel/clock.js';
import { type CallContext } from '../call-context.js';
import { connectionDefaults, type ConnectionOptions } from '../cluster-call.js';
import { ClusterTarget, type ClusterTargetFields } from '../cluster-target.js';
import { ConnectionPool } from '../connection-pool.js';
import { EgressGuard } from '../egress-guard.js';
import { EgressPolicy } from '../egress-policy.js';
import { KubeClient } from '../kube-client.js';
import { type ReflectingApiServer } from './reflecting-api-server.js';

export const loopbackGuard = new EgressGuard(new EgressPolicy({ allowLoopback: true }));

export const testPool = (options: Partial<ConnectionOptions> = {}, guard = loopbackGuard): ConnectionPool =>
  new ConnectionPool(guard, new SystemClock(), { ...connectionDefaults, ...options });

export const targetOf = (server: ReflectingApiServer, fields: Partial<ClusterTargetFields> = {}): ClusterTarget =>
  new ClusterTarget({
    clusterId: 'c1',
    name: 'prod',
    credentialVersion: 1,
    server: server.url,
    caPem: server.authority.certPem,
    auth: { kind: 'token', token: 'token-secret' },
    mode: 'direct',
    ...fields,
  });

export const clientOf = (pool: ConnectionPool, target: ClusterTarget, context: CallContext = { userId: 'u1', requestId: 'r1' }): KubeClient =>
  new KubeClient(target, context, pool, new SystemClock());
