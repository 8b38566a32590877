/** kwok reads the log format of a container runtime, so `--timestamps`, `--since` and `--tail` work. */
export const logLine = (at: Date, text: string): string => `${at.toISOString()} stdout F ${text}\n`;

const lines = [
  'starting', 'configuration read', 'listening on :8080', 'connected to the database', 'cache warmed up',
  'GET / 200 3ms', 'GET /healthz 200 1ms', 'POST /orders 201 12ms', 'GET /orders/17 200 4ms', 'GET /favicon.ico 404 1ms',
];

/** A small past for every container: one line a second up to now. */
export const firstLogLines = (now: Date): string => lines
  .map((text, index) => logLine(new Date(now.getTime() - (lines.length - index) * 1000), text))
  .join('');
