import { booleanAt, groupOf, type KubeObject, listAt, stringAt } from '@hyperkuber/kube';
import type { ReleaseCluster } from '../cluster-access.js';
import { kindsDefinedBy, type ObjectIntent } from '../planning/intents.js';
import { askUntilDeadline, type CallScene } from './cluster-calls.js';
import { TargetFailed } from './failures.js';

const POLL_MS = 500;

const isConditionTrue = (object: KubeObject, type: string): boolean =>
  listAt(object, 'status', 'conditions').some((condition) => stringAt(condition, 'type') === type && stringAt(condition, 'status') === 'True');

/** What the next group may need of an object: a namespace that takes objects, a kind that is served. Others are ready at once. */
const isReady = (object: KubeObject): boolean | undefined => {
  if (object.kind === 'Namespace' && groupOf(object) === '') return stringAt(object, 'status', 'phase') === 'Active';
  if (object.kind === 'CustomResourceDefinition' && groupOf(object) === 'apiextensions.k8s.io') return isConditionTrue(object, 'Established');
  return undefined;
};

/** An established kind appears in discovery a moment later; the next plan must find it there. */
const isServed = async (definition: KubeObject, cluster: ReleaseCluster, calls: CallScene): Promise<boolean> => {
  if (definition.kind !== 'CustomResourceDefinition') return true;
  const kinds = [...kindsDefinedBy([definition])].filter(([, { version }]) => listAt(definition, 'spec', 'versions').some((one) => stringAt(one, 'name') === version && booleanAt(one, 'served') === true));
  await askUntilDeadline(calls, () => cluster.refreshKinds());
  const found = await Promise.all(kinds.map(([key]) => {
    const [apiVersion = '', kind = ''] = key.split(' ');
    return askUntilDeadline(calls, (signal) => cluster.kindOf(apiVersion, kind, signal));
  }));
  return found.every((kind) => kind !== undefined);
};

export const waitEstablished = async (intent: ObjectIntent, cluster: ReleaseCluster, calls: CallScene): Promise<void> => {
  const { kind } = intent;
  if (kind === undefined || isReady(intent.object) === undefined) return;
  const { namespace = '', name } = intent.object.metadata;
  for (;;) {
    const live = await askUntilDeadline(calls, (signal) => cluster.get(kind, namespace, name, signal));
    if (live !== undefined && isReady(live) === true && await isServed(live, cluster, calls)) return;
    if (calls.clock.now() >= calls.deadlineAt) {
      const failure = kind.resource === 'namespaces' ? 'namespace-terminating' : 'crd-not-established';
      throw new TargetFailed(failure, `${intent.object.kind} ${name} did not become ready.`);
    }
    await calls.clock.wait(POLL_MS, calls.signal);
    calls.signal.throwIfAborted();
  }
};
