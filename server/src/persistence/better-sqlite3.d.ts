/** The package has no types; these are the few parts the migration lock needs. */
declare module 'better-sqlite3' {
  class Database {
    static readonly SqliteError: new () => Error & { readonly code: string };
    constructor(file: string, options?: { readonly timeout?: number });
    exec(sql: string): this;
    close(): this;
  }

  export default Database;
}
