import { CreateInstallations1766000000000 } from './1766000000000-create-installations.js';
import { CreateOperations1766000000100 } from './1766000000100-create-operations.js';
import { CreateRewraps1766000000200 } from './1766000000200-create-rewraps.js';
import { CreateUsers1766001000000 } from './1766001000000-create-users.js';
import { CreateSessions1766001000100 } from './1766001000100-create-sessions.js';
import { CreateTokens1766001000200 } from './1766001000200-create-tokens.js';
import { CreateOneTimeLinks1766001000300 } from './1766001000300-create-one-time-links.js';
import { CreateSignInAttempts1766001000400 } from './1766001000400-create-sign-in-attempts.js';
import { CreateBindings1766001000500 } from './1766001000500-create-bindings.js';

/** Every migration, oldest first. A new one goes to the end with a timestamp above all others. */
export const migrations = [
  CreateInstallations1766000000000,
  CreateOperations1766000000100,
  CreateRewraps1766000000200,
  CreateUsers1766001000000,
  CreateSessions1766001000100,
  CreateTokens1766001000200,
  CreateOneTimeLinks1766001000300,
  CreateSignInAttempts1766001000400,
  CreateBindings1766001000500,
] as const;
