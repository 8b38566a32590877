import { ClusterCredentialEntity } from './cluster-credential.entity.js';
import { ClusterHealthSpanEntity } from './cluster-health-span.entity.js';
import { ClusterEntity } from './cluster.entity.js';

export const clusterEntities = [ClusterEntity, ClusterCredentialEntity, ClusterHealthSpanEntity] as const;
