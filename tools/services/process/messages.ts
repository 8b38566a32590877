/** What a parent asks of its supervisor, one JSON document a line. */
export type Order =
  | { readonly kind: 'start'; readonly program: ProgramStart }
  | { readonly kind: 'signal'; readonly id: string; readonly signal: NodeJS.Signals }
  | { readonly kind: 'remove-at-end'; readonly path: string };

export interface ProgramStart {
  readonly id: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly logPath: string;
  readonly userId?: number;
  readonly groupId?: number;
}

/** What a supervisor tells its parent, one JSON document a line. */
export type News =
  | { readonly kind: 'started'; readonly id: string; readonly pid: number }
  | { readonly kind: 'failed'; readonly id: string; readonly reason: string }
  | { readonly kind: 'exited'; readonly id: string; readonly code: number | null; readonly signal: string | null };

export const encode = (message: Order | News): string => `${JSON.stringify(message)}\n`;
/** Both ends are this project's own processes over a private pipe, so the shape is trusted. */
export const parseOrder = (line: string): Order => JSON.parse(line) as Order;
export const parseNews = (line: string): News => JSON.parse(line) as News;
