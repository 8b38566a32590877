import type { ApiConnection } from './api-connection.ts';

const monthSeconds = 30 * 24 * 60 * 60;

/** A real token of a service account, good for a month. */
export async function accountToken(connection: ApiConnection, account: { readonly namespace: string; readonly name: string }): Promise<string> {
  const path = `/api/v1/namespaces/${account.namespace}/serviceaccounts/${account.name}/token`;
  return parseToken(await connection.create(path, { spec: { expirationSeconds: monthSeconds } }));
}

const parseToken = (body: unknown): string => (body as { status: { token: string } }).status.token;
