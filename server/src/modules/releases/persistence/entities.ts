import { ApplicationEntity } from './application.entity.js';
import { ApplicationRevisionEntity } from './application-revision.entity.js';
import { InventoryEntity } from './inventory.entity.js';
import { PlacementEntity } from './placement.entity.js';
import { ReleaseEntity } from './release.entity.js';
import { ReleaseEventEntity } from './release-event.entity.js';
import { ReleaseRequestEntity } from './release-request.entity.js';
import { ReleaseStepEntity } from './release-step.entity.js';
import { ReleaseTargetEntity } from './release-target.entity.js';

export const releaseEntities = [
  ApplicationEntity, ApplicationRevisionEntity, ReleaseEntity, ReleaseTargetEntity, ReleaseStepEntity, ReleaseEventEntity,
  InventoryEntity, PlacementEntity, ReleaseRequestEntity,
] as const;
