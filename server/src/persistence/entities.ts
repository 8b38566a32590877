import { InstallationEntity } from './installation.entity.js';
import { OperationEntity } from './operation.entity.js';
import { RewrapEntity } from './rewrap.entity.js';

/** The entities that persistence itself owns. `server/src/entities.ts` adds those of the modules. */
export const persistenceEntities = [InstallationEntity, OperationEntity, RewrapEntity] as const;
