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
const FIELDS = [MINUTE, HOUR, DAY, MONTH, WEEKDAY];
const DAY_MS = 86_400_000;
const FIVE_YEARS_IN_DAYS = 5 * 366;

/** Undefined when the text is no schedule (or `@every`, which has no fixed times). */
export function parseCron(text: string): CronSchedule | undefined {
  const fields = (NAMED[text.trim().toLowerCase()] ?? text).trim().toLowerCase().split(/\s+/);
  const [minutes, hours, days, months, weekdays, ...more] = fields.map((field, index) => readField(field, FIELDS[index] ?? MINUTE));
  if (!minutes || !hours || !days || !months || !weekdays || more.length > 0) return undefined;
  if (weekdays.has(7)) weekdays.add(0);
  return { minutes, hours, days, months, weekdays, isEitherDay: [fields[2], fields[4]].every((field) => !isWild(field ?? '*')) };
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
  const parts = text.split(',').map((part) => readPart(part, field));
  return parts.every((part) => part !== undefined) ? new Set(parts.flat()) : undefined;
}

/** `5`, `1-5`, `*`, each with `/step`; a single number with a step runs to the end. */
function readPart(part: string, field: Field): number[] | undefined {
  const [range = '', step, ...more] = part.split('/');
  const by = step === undefined ? 1 : readNumber(step, { lowest: 1, highest: 99 });
  const bounds = readRange(range, field, step !== undefined);
  if (more.length > 0 || !bounds || !(by >= 1)) return undefined;
  const values: number[] = [];
  for (let value = bounds.from; value <= bounds.to; value += by) values.push(value);
  return values;
}

function readRange(range: string, field: Field, hasStep: boolean): { from: number; to: number } | undefined {
  if (range === '*' || range === '?') return { from: field.lowest, to: field.highest };
  const [from = Number.NaN, to = hasStep ? field.highest : from, ...more] = range.split('-').map((bound) => readNumber(bound, field));
  const isWithin = from >= field.lowest && to <= field.highest && from <= to;
  return isWithin && more.length === 0 ? { from, to } : undefined;
}

function readNumber(text: string, { lowest, names = [] }: Field): number {
  const name = names.indexOf(text);
  if (name >= 0) return name + lowest;
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}
