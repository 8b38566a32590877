import { condition, context, kube, minutesAgo, pod, waiting } from './fixtures.js';
import { health } from './object-health.js';

it.each<[string, object[], string, string]>([
  ['running', [], 'Progressing', '1 of 3 completed'],
  ['complete', [condition('Complete', 'True')], 'Healthy', 'completed'],
  ['as good as complete', [condition('SuccessCriteriaMet', 'True')], 'Healthy', 'completed'],
  ['failed', [condition('Failed', 'True', 'BackoffLimitExceeded')], 'Degraded', 'failed: BackoffLimitExceeded'],
  ['about to fail', [condition('FailureTarget', 'True', 'DeadlineExceeded')], 'Degraded', 'failed: DeadlineExceeded'],
  ['suspended', [condition('Suspended', 'True')], 'Suspended', 'suspended'],
  ['resumed', [condition('Suspended', 'False', 'JobResumed')], 'Progressing', '1 of 3 completed'],
  ['not failed', [condition('Failed', 'False')], 'Progressing', '1 of 3 completed'],
])('a Job that is %s', (_what, conditions, status, message) => {
  expect(health(kube('batch/v1', 'Job', { spec: { completions: 3 }, status: { succeeded: 1, conditions } }), context())).toMatchObject({ status, message });
});

it('names the pod that holds back a Job', () => {
  const pods = [pod({ phase: 'Pending', containers: [waiting('ImagePullBackOff')] })];
  expect(health(kube('batch/v1', 'Job', { status: {} }), context({ pods })).message).toBe('0 of 1 completed, image cannot be pulled on node-2');
});

const job = (name: string, type: string, minutes: number) => kube('batch/v1', 'Job', { metadata: { name }, status: { conditions: [condition(type, 'True', 'BackoffLimitExceeded', minutes)] } });
const hourly = { schedule: '0 * * * *' };

it.each<[string, object, object, ReturnType<typeof job>[] | undefined, string, string]>([
  ['suspended', { ...hourly, suspend: true }, { lastScheduleTime: minutesAgo(9999) }, undefined, 'Suspended', 'CronJobSuspended'],
  ['new', hourly, {}, undefined, 'Healthy', 'NotScheduledYet'],
  ['running on time', hourly, { lastScheduleTime: minutesAgo(60), lastSuccessfulTime: minutesAgo(100) }, [], 'Healthy', 'CronJobScheduled'],
  ['busy', hourly, { lastScheduleTime: minutesAgo(60), active: [{}] }, [], 'Healthy', 'CronJobRunning'],
  ['failing', hourly, { lastScheduleTime: minutesAgo(60) }, [job('old', 'Complete', 120), job('new', 'Failed', 50)], 'Degraded', 'LastRunFailed'],
  ['healed', hourly, { lastScheduleTime: minutesAgo(60) }, [job('new', 'Complete', 50), job('old', 'Failed', 120)], 'Healthy', 'CronJobScheduled'],
  ['late by one run', hourly, { lastScheduleTime: minutesAgo(119) }, undefined, 'Healthy', 'CronJobScheduled'],
  ['late by two runs', hourly, { lastScheduleTime: minutesAgo(182) }, undefined, 'Degraded', 'MissedSchedule'],
  ['waiting for itself', { ...hourly, concurrencyPolicy: 'Forbid' }, { lastScheduleTime: minutesAgo(300), active: [{}] }, undefined, 'Healthy', 'CronJobRunning'],
  ['weekly', { schedule: '0 9 * * mon' }, { lastScheduleTime: '2024-05-27T09:00:00Z' }, undefined, 'Healthy', 'CronJobScheduled'],
  ['at nine in Shanghai', { schedule: '0 9 * * *', timeZone: 'Asia/Shanghai' }, { lastScheduleTime: '2024-05-31T01:00:00Z' }, undefined, 'Healthy', 'CronJobScheduled'],
  ['on no schedule we can read', { schedule: '@every 1m' }, { lastScheduleTime: minutesAgo(9999) }, undefined, 'Healthy', 'CronJobScheduled'],
])('a CronJob that is %s', (_what, spec, status, jobs, expected, reason) => {
  expect(health(kube('batch/v1', 'CronJob', { spec, status }), context({ jobs }))).toMatchObject({ status: expected, reason });
});
