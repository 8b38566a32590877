import { nextRun, parseCron, wallClock } from '../cron.js';
import type { KubeObject } from '../kube-object.js';
import { at, listAt, numberAt, stringAt } from '../reading.js';
import { trueCondition } from './conditions.js';
import { judged, type Health } from './health.js';
import { type HealthContext, MINUTE_MS } from './health-context.js';
import { worstPodCause } from './pods.js';

const GRACE_MS = MINUTE_MS;

export function jobHealth(job: KubeObject, context: HealthContext): Health {
  const failed = trueCondition(job, 'Failed', 'FailureTarget');
  if (failed) return judged('Degraded', 'JobFailed', { word: failed.reason, detail: failed.message }, { since: failed.since, cause: worstPodCause(context.pods, context) });
  const complete = trueCondition(job, 'Complete', 'SuccessCriteriaMet');
  if (complete) return judged('Healthy', 'JobComplete', {}, { since: complete.since });
  const suspended = trueCondition(job, 'Suspended');
  if (suspended) return judged('Suspended', 'JobSuspended', {}, { since: suspended.since });
  const facts = { succeeded: numberAt(job, 'status', 'succeeded') ?? 0, wanted: numberAt(job, 'spec', 'completions') ?? 1 };
  return judged('Progressing', 'JobRunning', facts, { since: stringAt(job, 'status', 'startTime'), cause: worstPodCause(context.pods, context) });
}

export function cronJobHealth(cronJob: KubeObject, context: HealthContext): Health {
  if (at(cronJob, 'spec', 'suspend') === true) return judged('Suspended', 'CronJobSuspended');
  const last = lastFinishedJob(context.jobs ?? []);
  const failure = last && trueCondition(last, 'Failed');
  if (last && failure) return judged('Degraded', 'LastRunFailed', { job: last.metadata.name, word: failure.reason }, { since: failure.since });
  const lastSchedule = stringAt(cronJob, 'status', 'lastScheduleTime');
  if (lastSchedule === undefined) return judged('Healthy', 'NotScheduledYet');
  if (hasMissedTwoRuns(cronJob, lastSchedule, context.now)) return judged('Degraded', 'MissedSchedule', { last: lastSchedule }, { since: lastSchedule });
  const active = listAt(cronJob, 'status', 'active').length;
  return active > 0 ? judged('Healthy', 'CronJobRunning', { active }) : judged('Healthy', 'CronJobScheduled', {}, { since: lastSchedule });
}

function lastFinishedJob(jobs: readonly KubeObject[]): KubeObject | undefined {
  const finished = jobs.flatMap((job) => {
    const end = trueCondition(job, 'Failed', 'Complete')?.since;
    return end === undefined ? [] : [{ job, end: Date.parse(end) }];
  });
  return finished.sort((a, b) => b.end - a.end)[0]?.job;
}

/** One run may be late; a job that forbids a second one beside it skips runs on purpose. */
function hasMissedTwoRuns(cronJob: KubeObject, lastSchedule: string, now: Date): boolean {
  const isBusy = stringAt(cronJob, 'spec', 'concurrencyPolicy') === 'Forbid' && listAt(cronJob, 'status', 'active').length > 0;
  const schedule = parseCron(stringAt(cronJob, 'spec', 'schedule') ?? '');
  const last = Date.parse(lastSchedule);
  if (isBusy || !schedule || Number.isNaN(last)) return false;
  const zone = stringAt(cronJob, 'spec', 'timeZone') ?? 'UTC';
  const first = nextRun(schedule, wallClock(new Date(last), zone));
  const second = first && nextRun(schedule, first);
  return second !== undefined && second.getTime() + GRACE_MS < wallClock(now, zone).getTime();
}
