import { createDatabase, databaseName, fastFlags, user } from './database.ts';
import { debianProgram } from './debian-package.ts';
import { run } from './run.ts';
import { givenService, startService, type RunningService } from './service.ts';
import { ToolError } from './tool-error.ts';

const debian = { debianPackage: 'mariadb-server', insteadOf: 'HYPERKUBER_TEST_MARIADB_URL' } as const;

/** A MariaDB with an empty database `hyperkuber`. */
export async function startMariadb(): Promise<RunningService> {
  const given = process.env['HYPERKUBER_TEST_MARIADB_URL'];
  if (given) return givenService(given);
  const command = await debianProgram({ program: 'mariadbd', ...debian });
  const installer = await debianProgram({ program: 'mariadb-install-db', ...debian });
  // It refuses to run as root unless told so by name.
  const asUser = process.getuid?.() === 0 ? ['--user=root'] : [];
  return startService({
    name: 'mariadb',
    prepare: async (folder, port) => {
      const data = `--datadir=${folder}/data`;
      const { code, stderr } = await run(installer, ['--no-defaults', data, '--auth-root-authentication-method=normal', '--skip-test-db', ...asUser, '--innodb-flush-method=nosync']);
      if (code !== 0) throw new ToolError(`The data folder of MariaDB could not be prepared: ${stderr.trim().slice(-400)}`);
      return { command, args: ['--no-defaults', data, `--port=${port}`, '--bind-address=127.0.0.1', `--socket=${folder}/mariadb.sock`, `--pid-file=${folder}/pid`, ...asUser, ...fastFlags] };
    },
    greet: createDatabase,
    urlOf: (port) => `mariadb://${user}@127.0.0.1:${port}/${databaseName}`,
  });
}
