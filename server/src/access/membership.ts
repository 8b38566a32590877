import { kubeRule, platformRule, type Role, type Rule } from './rule.js';

/** Paths that every member of a cluster may get: discovery and the cluster's own word on its health. */
export const MEMBER_PATHS: readonly string[] = [
  '/version', '/version/', '/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*', '/healthz', '/livez', '/readyz'];

/** What a grant gives beside its rules when its role allows anything on clusters: without it kubectl could not even start. */
export const MEMBERSHIP_RULES: readonly Rule[] = [
  kubeRule({ verbs: ['get'], nonResourceURLs: MEMBER_PATHS }),
  platformRule('clusters', ['read', 'issue']),
];

export const givesMembership = (role: Role): boolean => role.rules.some((rule) => rule.kind === 'kube' && rule.effect === 'allow');

/** The one platform action that a grant within namespaces keeps; everything else of its role speaks of the whole cluster. */
export const NAMESPACE_MEMBER = { module: 'clusters', actions: ['read', 'issue'] } as const;
