/** A cron schedule of five fields, as CronJobs hold it. */
export interface CronSchedule {
  minutes: ReadonlySet<number>;
  hours: ReadonlySet<number>;
  days: ReadonlySet<number>;
  months: ReadonlySet<number>;
  weekdays: ReadonlySet<number>;
  /** When both are restricted, one of them matching is enough. */
  isEitherDay: boolean;
}

const NAMED: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *', '@annually': '0 0 1 1 *', '@monthly': '0 0 1 * *', '@weekly': '0 0 * * 0', '@daily': '0 0 * * *', '@midnight': '0 0 * * *', '@hourly': '0 * * * *',
};

interface Field {
  lowest: number;
  highest: number;
  names?: readonly string[];
}

const MINUTE: Field = { lowest: 0, highest: 59 };
const HOUR: Field = { lowest: 0, highest: 23 };
const DAY: Field = { lowest: 1, highest: 31 };
const MONTH: Field = { lowest: 1, highest: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] };
/** Sunday is 0 and 7. */
const WEEKDAY: Field = { lowest: 0, highest: 7, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] };
const DAY_MS = 86_400_000;
const FIVE_YEARS_IN_DAYS = 5 * 366;

/** Undefined when the text is no schedule (or `@every`, which has no fixed times). */
export function parseCron(text: string): CronSchedule | undefined {
  const fields = (NAMED[text.trim().toLowerCase()] ?? text).trim().toLowerCase().split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  const minutes = readField(minute, MINUTE);
  const hours = readField(hour, HOUR);
  const days = readField(day, DAY);
  const months = readField(month, MONTH);
  const weekdays = readField(weekday, WEEKDAY);
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  if (weekdays.has(7)) weekdays.add(0);
  return { minutes, hours, days, months, weekdays, isEitherDay: !isWild(day) && !isWild(weekday) };
}

/** The first time after `after`, both in wall-clock time written as UTC; undefined when there is none in five years. */
export function nextRun(schedule: CronSchedule, after: Date): Date | undefined {
  const start = new Date(Math.floor(after.getTime() / 60_000) * 60_000 + 60_000);
  const firstDay = Math.floor(start.getTime() / DAY_MS) * DAY_MS;
  for (let day = 0; day < FIVE_YEARS_IN_DAYS; day += 1) {
    const date = new Date(firstDay + day * DAY_MS);
    if (!isRunDay(schedule, date)) continue;
    const run = firstTimeOn(schedule, date, start);
    if (run) return run;
  }
  return undefined;
}

/** Wall-clock time of a zone, written as if it were UTC; UTC itself for a zone nobody knows. */
export function wallClock(date: Date, timeZone: string): Date {
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(date);
    const part = (type: string): number => Number(parts.find((found) => found.type === type)?.value ?? 0);
    return new Date(Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')));
  } catch {
    return date;
  }
}

function isRunDay(schedule: CronSchedule, date: Date): boolean {
  if (!schedule.months.has(date.getUTCMonth() + 1)) return false;
  const isDay = schedule.days.has(date.getUTCDate());
  const isWeekday = schedule.weekdays.has(date.getUTCDay());
  return schedule.isEitherDay ? isDay || isWeekday : isDay && isWeekday;
}

function firstTimeOn(schedule: CronSchedule, day: Date, start: Date): Date | undefined {
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    if (!schedule.hours.has(Math.floor(minute / 60)) || !schedule.minutes.has(minute % 60)) continue;
    const time = new Date(day.getTime() + minute * 60_000);
    if (time >= start) return time;
  }
  return undefined;
}

function isWild(field: string): boolean {
  return field.startsWith('*') || field === '?';
}

function readField(text: string, field: Field): Set<number> | undefined {
  const { lowest, highest } = field;
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', step = '1', ...more] = part.split('/');
    const bounds = range === '*' || range === '?' ? [lowest, highest] : range.split('-').map((bound) => readNumber(bound, field));
    const [from = Number.NaN, to = part.includes('/') ? highest : from, ...rest] = bounds;
    const by = Number(step);
    if (more.length > 0 || rest.length > 0 || !(from >= lowest && to <= highest && from <= to) || !Number.isInteger(by) || by < 1) return undefined;
    for (let value = from; value <= to; value += by) values.add(value);
  }
  return values;
}

function readNumber(text: string, { lowest, names = [] }: Field): number {
  const name = names.indexOf(text);
  if (name >= 0) return name + lowest;
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}
