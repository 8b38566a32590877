export { AuthModule } from './auth.module.js';
export { AuthenticationGuard } from './authentication.guard.js';
export { authEntities } from './entities.js';
export { Setup } from './setup.js';
export { UserDirectory } from './user-directory.js';
