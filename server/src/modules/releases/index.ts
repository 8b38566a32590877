export { RELEASE_CHANGED, ReleaseChanged } from './messages.js';
export { releaseEntities } from './persistence/entities.js';
export { ReleasesModule } from './releases.module.js';
export { ReleaseDirectory } from './runs/release-directory.js';
