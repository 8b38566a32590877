import { randomBytes } from 'node:crypto';
import type { BindingSummary, ClusterDetail, ClusterSummary, Page, UserSummary } from '@hyperkuber/contracts';
import { PatientClient, Refused } from '../chaos/client.ts';
import type { Claims } from './claims.ts';

interface Replicas {
  readonly proxy: string;
  readonly first: string;
  readonly second: string;
}

const namesSeenBy = async (client: PatientClient): Promise<string> => (await client.get<Page<ClusterSummary>>('/api/v1/clusters')).items.map(({ name }) => name).sort().join(', ');

const statusOf = async (work: Promise<unknown>): Promise<number> => {
  try {
    await work;
    return 200;
  } catch (cause) {
    if (cause instanceof Refused) return cause.status;
    throw cause;
  }
};

/** What an administrator changes on one replica holds on the other with the next request, in every session that is open. */
export const showRights = async (admin: PatientClient, { proxy, first, second }: Replicas, clusters: readonly [ClusterDetail, ClusterDetail], claims: Claims): Promise<void> => {
  const onFirst = admin.at(first);
  const [one, other] = clusters;
  const person = { login: 'vera', password: randomBytes(12).toString('base64url') };
  const { id: userId } = await onFirst.post<UserSummary>('/api/v1/users', { ...person, displayName: 'Vera' });
  const bind = (cluster: ClusterDetail): Promise<BindingSummary> => onFirst.post('/api/v1/bindings', { userId, roleId: 'cluster-viewer', scope: { kind: 'cluster', clusterId: cluster.id } });
  await bind(one);
  const vera = new PatientClient([proxy]);
  await vera.openSession('/api/v1/sessions', person);
  const onSecond = vera.at(second);
  const before = await namesSeenBy(onSecond);
  claims.check('a person made on one replica signs in through the proxy and sees her cluster on the other', before === one.name, before);
  const binding = await bind(other);
  const more = await namesSeenBy(onSecond);
  claims.check('a right given on one replica holds on the other at the next request', more === [one.name, other.name].sort().join(', '), more);
  await onFirst.delete(`/api/v1/bindings/${binding.id}`);
  const less = await namesSeenBy(onSecond);
  claims.check('a right taken on one replica is gone on the other at the next request', less === one.name, less);
  const foreign = await statusOf(onSecond.get(`/api/v1/clusters/${other.id}`));
  claims.check('and the cluster itself is not found there', foreign === 404, String(foreign));
  await onFirst.post(`/api/v1/users/${userId}/password-resets`, {});
  const ended = await statusOf(onSecond.get('/api/v1/clusters'));
  claims.check('a session ended on one replica is refused by the other at the next request', ended === 401, String(ended));
};
