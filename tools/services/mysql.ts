import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createDatabase, databaseName, fastFlags, user } from './database.ts';
import { run } from './run.ts';
import { givenService, startService, type RunningService } from './service.ts';
import { platform, unpackedFromToolbox } from './toolbox.ts';
import { ToolError } from './tool-error.ts';

const version = '9.7';

/** A MySQL with an empty database `hyperkuber`. Debian has none, so it comes from the toolbox or by URL. */
export async function startMysql(): Promise<RunningService> {
  const given = process.env['HYPERKUBER_TEST_MYSQL_URL'];
  if (given) return givenService(given);
  const home = await unpackedFromToolbox(`mysql-${version}-${platform}`);
  if (home === undefined) throw new ToolError(`MySQL is missing: set HYPERKUBER_TOOLBOX to a folder with mysql-${version}-${platform}.tar.xz, or HYPERKUBER_TEST_MYSQL_URL to a running server.`);
  const command = join(home, 'bin/mysqld');
  const asUser = process.getuid?.() === 0 ? ['--user=root'] : [];
  return startService({
    name: 'mysql',
    prepare: async (folder, port) => {
      await mkdir(`${folder}/data`);
      const common = [`--datadir=${folder}/data`, ...asUser];
      const { code, stderr } = await run(command, [...common, '--initialize-insecure', '--innodb-flush-method=nosync']);
      if (code !== 0) throw new ToolError(`The data folder of MySQL could not be prepared: ${stderr.trim().slice(-400)}`);
      return { command, args: [...common, `--port=${port}`, '--bind-address=127.0.0.1', `--socket=${folder}/mysql.sock`, `--pid-file=${folder}/pid`, '--mysqlx=OFF', ...fastFlags] };
    },
    greet: createDatabase,
    urlOf: (port) => `mysql://${user}@127.0.0.1:${port}/${databaseName}`,
  });
}
