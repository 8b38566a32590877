import { persistenceEntities } from './persistence/entities.js';

/** Every entity of the server. The data source knows only these, and the migration tests hold them to the schema. */
export const entities = [
  ...persistenceEntities,
] as const;
