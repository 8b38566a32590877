import { CreateInstallations1766000000000 } from './1766000000000-create-installations.js';
import { CreateOperations1766000000100 } from './1766000000100-create-operations.js';
import { CreateRewraps1766000000200 } from './1766000000200-create-rewraps.js';
import { CreateUsers1766001000000 } from './1766001000000-create-users.js';
import { CreateSessions1766001000100 } from './1766001000100-create-sessions.js';
import { CreateTokens1766001000200 } from './1766001000200-create-tokens.js';
import { CreateOneTimeLinks1766001000300 } from './1766001000300-create-one-time-links.js';
import { CreateSignInAttempts1766001000400 } from './1766001000400-create-sign-in-attempts.js';
import { CreateBindings1766001000500 } from './1766001000500-create-bindings.js';
import { CreateClusters1766002000000 } from './1766002000000-create-clusters.js';
import { CreateClusterCredentials1766002000100 } from './1766002000100-create-cluster-credentials.js';
import { CreateClusterHealthSpans1766002000200 } from './1766002000200-create-cluster-health-spans.js';
import { CreateApplications1766003000000 } from './1766003000000-create-applications.js';
import { CreateApplicationRevisions1766003000100 } from './1766003000100-create-application-revisions.js';
import { CreateReleases1766003000200 } from './1766003000200-create-releases.js';
import { CreateReleaseTargets1766003000300 } from './1766003000300-create-release-targets.js';
import { CreateReleaseSteps1766003000400 } from './1766003000400-create-release-steps.js';
import { CreateReleaseInventory1766003000500 } from './1766003000500-create-release-inventory.js';
import { CreateReleaseEvents1766003000600 } from './1766003000600-create-release-events.js';
import { CreateApplicationPlacements1766003000700 } from './1766003000700-create-application-placements.js';
import { CreateReleaseRequests1766003000800 } from './1766003000800-create-release-requests.js';

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
  CreateClusters1766002000000,
  CreateClusterCredentials1766002000100,
  CreateClusterHealthSpans1766002000200,
  CreateApplications1766003000000,
  CreateApplicationRevisions1766003000100,
  CreateReleases1766003000200,
  CreateReleaseTargets1766003000300,
  CreateReleaseSteps1766003000400,
  CreateReleaseInventory1766003000500,
  CreateReleaseEvents1766003000600,
  CreateApplicationPlacements1766003000700,
  CreateReleaseRequests1766003000800,
] as const;
