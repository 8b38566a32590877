import type { KubeObject } from '../kube-object.js';
import { at, stringAt } from '../reading.js';
import { conditionOf, conditionsOf, detailOf } from './conditions.js';
import { judged, type Health } from './health.js';
import type { HealthContext } from './health-context.js';
import type { HealthFlag } from './health-reasons.js';

const OLDEST_KUBELET = 3;

export function nodeHealth(node: KubeObject, context: HealthContext): Health {
  const ready = conditionOf(node, 'Ready');
  const flags: HealthFlag[] = isSkewed(node, context.serverVersion) ? ['VersionSkew'] : [];
  if (!ready || ready.status === 'Unknown') return judged('Unknown', 'NodeSilent', {}, { since: ready?.since, flags });
  if (ready.status !== 'True') return judged('Degraded', 'NodeNotReady', { detail: detailOf(ready) }, { since: ready.since, flags });
  const pressures = conditionsOf(node).filter(({ type, status }) => status === 'True' && (type.endsWith('Pressure') || type === 'NetworkUnavailable'));
  if (pressures.length > 0) {
    return judged('Degraded', 'NodeUnderPressure', { pressures: pressures.map(({ type }) => type).join(', ') }, { since: pressures[0]?.since, flags });
  }
  if (at(node, 'spec', 'unschedulable') === true) return judged('Suspended', 'NodeCordoned', {}, { flags });
  return judged('Healthy', 'NodeReady', {}, { since: ready.since, flags });
}

function isSkewed(node: KubeObject, serverVersion: string | undefined): boolean {
  const kubelet = minorOf(stringAt(node, 'status', 'nodeInfo', 'kubeletVersion'));
  const server = minorOf(serverVersion);
  return kubelet !== undefined && server !== undefined && server - kubelet > OLDEST_KUBELET;
}

function minorOf(version: string | undefined): number | undefined {
  const minor = /^v?1\.(\d{1,3})/.exec(version ?? '')?.[1];
  return minor === undefined ? undefined : Number(minor);
}
