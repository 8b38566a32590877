import { stringify } from 'yaml';
import { nodeStages } from './node-stages.ts';
import { podStages } from './pod-stages.ts';
import { usageObjects } from './usage.ts';
import { volumeStages } from './volume-stages.ts';
import { kwokVersion } from './stage.ts';

export interface KwokPlan {
  readonly port: number;
  readonly containerLogPath: string;
  readonly workFolder: string;
}

/** kwok started alone has no defaults: every option it needs and every stage stands here. */
export const kwokConfiguration = (plan: KwokPlan): string => documents(plan).map((document) => stringify(document, { lineWidth: 0 })).join('---\n');

const documents = (plan: KwokPlan): object[] => [
  { apiVersion: 'config.kwok.x-k8s.io/v1alpha1', kind: 'KwokConfiguration', options },
  ...nodeStages,
  ...podStages,
  ...volumeStages,
  ...usageObjects,
  debugging('ClusterLogs', { logs: [{ logsFile: plan.containerLogPath, previousLogsFile: plan.containerLogPath, follow: true }] }),
  debugging('ClusterExec', { execs: [{ local: { workDir: plan.workFolder } }] }),
  debugging('ClusterAttach', { attaches: [{ logsFile: plan.containerLogPath }] }),
  debugging('ClusterPortForward', { forwards: [{ command: ['sh', '-c', `printf '${greeting}'`] }] }),
];

const options = {
  enableDebuggingHandlers: true,
  enablePodsOnNodeSyncListPager: true,
  nodeLeaseDurationSeconds: 40,
  nodeLeaseParallelism: 2,
  nodePlayStageParallelism: 2,
  podPlayStageParallelism: 4,
  // At 0 nodes become ready and pods stay pending for ever.
  podsOnNodeSyncParallelism: 2,
};

const body = 'Hello from a simulated container.';
// Every forwarded port answers one HTTP request.
const greeting = `HTTP/1.1 200 OK\\r\\nContent-Type: text/plain\\r\\nContent-Length: ${body.length}\\r\\nConnection: close\\r\\n\\r\\n${body}`;

const debugging = (kind: string, spec: object): object => ({ apiVersion: kwokVersion, kind, metadata: { name: 'all' }, spec });
