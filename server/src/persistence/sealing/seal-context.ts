/** Where a sealed value belongs. It opens only there: a value copied to another row, version or target stays shut. */
export interface SealContext {
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
  /** Version of the record; each write of the secret takes a new one, so an old value put back does not open. */
  readonly version: number;
  /** The tenant or project that owns the row. */
  readonly owner?: string;
  /** For a credential that is sent out: `scheme://host:port` of the only place it may go to. */
  readonly target?: string;
}

/** Each field with its length before it, so no two contexts share their bytes. */
export function canonical(installationId: string, context: SealContext): Buffer {
  const fields = [
    'HK1', installationId, context.table, context.column, context.rowId, String(context.version), context.owner ?? '', context.target ?? '',
  ];
  return Buffer.concat(fields.flatMap((field) => {
    const bytes = Buffer.from(field, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return [length, bytes];
  }));
}
