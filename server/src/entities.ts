import { persistenceEntities } from './persistence/entities.js';
import { authEntities } from './modules/auth/index.js';
import { clusterEntities } from './modules/clusters/index.js';
import { releaseEntities } from './modules/releases/index.js';
import { BindingEntity } from './modules/rbac/index.js';

/** Every entity there is, for the data source. */
export const entities = [...persistenceEntities, ...authEntities, BindingEntity, ...clusterEntities, ...releaseEntities];
