import type { KubeObject } from './kube-object.js';
import { at, booleanAt, listAt, numberAt, stringAt } from './reading.js';

export interface PodStatus {
  /** The word kubectl shows: Running, CrashLoopBackOff, Init:1/2, Terminating. */
  word: string;
  ready: number;
  total: number;
  restarts: number;
  lastRestartAt?: string;
}

interface Judged {
  word: string;
  isInitializing: boolean;
}

export function podStatus(pod: KubeObject): PodStatus {
  const lastRestartAt = lastRestartOf(pod);
  return {
    word: wordOf(pod),
    ready: readyContainers(pod),
    total: listAt(pod, 'spec', 'containers').length + sidecarNames(pod).size,
    restarts: [...statuses(pod, 'initContainerStatuses'), ...statuses(pod, 'containerStatuses')].reduce((sum: number, status) => sum + (numberAt(status, 'restartCount') ?? 0), 0),
    ...(lastRestartAt === undefined ? {} : { lastRestartAt }),
  };
}

/** Init containers that keep running beside the others. */
export function sidecarNames(pod: KubeObject): ReadonlySet<string> {
  const sidecars = listAt(pod, 'spec', 'initContainers').filter((container) => stringAt(container, 'restartPolicy') === 'Always');
  return new Set(sidecars.map((container) => stringAt(container, 'name') ?? ''));
}

export function isPodReady(pod: KubeObject): boolean {
  return conditionIs(pod, 'Ready');
}

function wordOf(pod: KubeObject): string {
  const initial = judgeInit(pod, firstWord(pod));
  const word = initial.isInitializing && !conditionIs(pod, 'Initialized') ? initial.word : judgeMain(pod, initial.word);
  if (stringAt(pod, 'metadata', 'deletionTimestamp') === undefined) return word;
  if (stringAt(pod, 'status', 'reason') === 'NodeLost') return 'Unknown';
  return isFinished(pod) ? word : 'Terminating';
}

function firstWord(pod: KubeObject): string {
  const isGated = listAt(pod, 'status', 'conditions').some((condition) => stringAt(condition, 'type') === 'PodScheduled' && stringAt(condition, 'reason') === 'SchedulingGated');
  if (isGated) return 'SchedulingGated';
  return stringAt(pod, 'status', 'reason') || stringAt(pod, 'status', 'phase') || 'Unknown';
}

function judgeInit(pod: KubeObject, word: string): Judged {
  const sidecars = sidecarNames(pod);
  const all = statuses(pod, 'initContainerStatuses');
  const index = all.findIndex((status) => !isDone(status, sidecars));
  if (index < 0) return { word, isInitializing: false };
  const total = listAt(pod, 'spec', 'initContainers').length || all.length;
  return { word: initWord(all[index], `Init:${index}/${total}`), isInitializing: true };
}

function isDone(status: unknown, sidecars: ReadonlySet<string>): boolean {
  if (numberAt(status, 'state', 'terminated', 'exitCode') === 0) return true;
  return sidecars.has(stringAt(status, 'name') ?? '') && booleanAt(status, 'started') === true;
}

function initWord(status: unknown, progress: string): string {
  const ended = endWord(status);
  if (ended !== undefined) return `Init:${ended}`;
  const waiting = stringAt(status, 'state', 'waiting', 'reason');
  return waiting !== undefined && waiting !== '' && waiting !== 'PodInitializing' ? `Init:${waiting}` : progress;
}

/** The first container decides, so the list is read from its end. */
function judgeMain(pod: KubeObject, word: string): string {
  const all = statuses(pod, 'containerStatuses');
  const words = all.map((status) => stringAt(status, 'state', 'waiting', 'reason') || endWord(status)).filter((found) => found !== undefined && found !== '');
  const judged = words[0] ?? word;
  const hasRunning = all.some((status) => booleanAt(status, 'ready') === true && at(status, 'state', 'running') !== undefined);
  if (judged !== 'Completed' || !hasRunning) return judged;
  return isPodReady(pod) ? 'Running' : 'NotReady';
}

function endWord(status: unknown): string | undefined {
  const terminated = at(status, 'state', 'terminated');
  if (terminated === undefined) return undefined;
  const reason = stringAt(terminated, 'reason');
  if (reason !== undefined && reason !== '') return reason;
  const signal = numberAt(terminated, 'signal') ?? 0;
  return signal === 0 ? `ExitCode:${numberAt(terminated, 'exitCode') ?? 0}` : `Signal:${signal}`;
}

function readyContainers(pod: KubeObject): number {
  const sidecars = sidecarNames(pod);
  const ready = (status: unknown): boolean => booleanAt(status, 'ready') === true && at(status, 'state', 'running') !== undefined;
  const readySidecars = statuses(pod, 'initContainerStatuses').filter((status) => sidecars.has(stringAt(status, 'name') ?? '') && ready(status));
  return statuses(pod, 'containerStatuses').filter(ready).length + readySidecars.length;
}

function lastRestartOf(pod: KubeObject): string | undefined {
  const ends = [...statuses(pod, 'initContainerStatuses'), ...statuses(pod, 'containerStatuses')]
    .filter((status) => (numberAt(status, 'restartCount') ?? 0) > 0)
    .map((status) => stringAt(status, 'lastState', 'terminated', 'finishedAt'))
    .filter((time) => time !== undefined);
  return ends.sort().at(-1);
}

function statuses(pod: KubeObject, key: string): readonly unknown[] {
  return listAt(pod, 'status', key);
}

function conditionIs(pod: KubeObject, type: string): boolean {
  return listAt(pod, 'status', 'conditions').some((condition) => stringAt(condition, 'type') === type && stringAt(condition, 'status') === 'True');
}

function isFinished(pod: KubeObject): boolean {
  const phase = stringAt(pod, 'status', 'phase');
  return phase === 'Succeeded' || phase === 'Failed';
}
