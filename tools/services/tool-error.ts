/** A failure the reader can act on: its message is shown alone, without a stack. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

export const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
