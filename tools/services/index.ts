export { startMariadb } from './mariadb.ts';
export { startMysql } from './mysql.ts';
export { startRedis } from './redis.ts';
export type { RunningService } from './service.ts';
