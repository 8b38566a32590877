import { waitFor } from '../services/process/wait.ts';
import type { ApiConnection } from './api-connection.ts';

/** Everything below must hold before a cluster is handed out; `demandRunning` fails early when a program has ended. */
export interface Readiness {
  readonly connection: ApiConnection;
  readonly demandRunning: () => Promise<void>;
}

export const apiServerReady = ({ connection, demandRunning }: Readiness): Promise<true> => waitFor({ what: 'The API server becoming ready', timeoutMs: 60_000 }, async () => {
  await demandRunning();
  const { status } = await connection.send('GET', '/readyz');
  return status === 200 ? true : undefined;
});

export const defaultAccountPresent = ({ connection, demandRunning }: Readiness): Promise<true> => waitFor({ what: 'The default service account', timeoutMs: 60_000 }, async () => {
  await demandRunning();
  const { status } = await connection.send('GET', '/api/v1/namespaces/default/serviceaccounts/default');
  return status === 200 ? true : undefined;
});

export const nodesReady = ({ connection, demandRunning }: Readiness, count: number): Promise<true> => waitFor({ what: `${count} nodes becoming ready`, timeoutMs: 60_000 }, async () => {
  await demandRunning();
  const { body } = await connection.send('GET', '/api/v1/nodes');
  return parseNodes(body).filter(isReadyAndOpen).length >= count ? true : undefined;
});

/** kwok serves the nodes' own address; it finds out late that its port is taken, after the nodes are ready. */
export const kubeletReady = (kubelet: ApiConnection, demandRunning: () => Promise<void>): Promise<true> => waitFor({ what: 'kwok answering', timeoutMs: 30_000 }, async () => {
  await demandRunning();
  const { status } = await kubelet.send('GET', '/healthz');
  return status === 200 ? true : undefined;
});

interface NodeView {
  readonly spec?: { readonly taints?: readonly unknown[] };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

const parseNodes = (body: unknown): readonly NodeView[] => (body as { items?: readonly NodeView[] }).items ?? [];

// A new node carries the not-ready taint until the controller has seen it ready; pods would wait for that.
const isReadyAndOpen = (node: NodeView): boolean => (node.spec?.taints ?? []).length === 0
  && (node.status?.conditions ?? []).some((condition) => condition.type === 'Ready' && condition.status === 'True');
