import { z } from 'zod';
import { Id, Instant, DnsLabel, pageOf } from './primitives.js';

/** 1 MiB of text in all; what one revision may hold. */
export const MANIFESTS_MAX_BYTES = 1_048_576;

export const Manifests = z.string().min(1, 'at least one YAML document').max(MANIFESTS_MAX_BYTES);

export const ApplicationCreate = z.strictObject({ name: DnsLabel, description: z.string().max(500).default('') });
export type ApplicationCreate = z.infer<typeof ApplicationCreate>;
export const ApplicationUpdate = z.strictObject({ description: z.string().max(500) });
export type ApplicationUpdate = z.infer<typeof ApplicationUpdate>;

/** `manifests`: one or many YAML or JSON documents as kubectl reads them. */
export const RevisionCreate = z.strictObject({ manifests: Manifests, note: z.string().max(500).default('') });
export type RevisionCreate = z.infer<typeof RevisionCreate>;

export const ObjectRef = z.strictObject({ apiVersion: z.string(), kind: z.string(), namespace: z.string(), name: z.string() });
export type ObjectRef = z.infer<typeof ObjectRef>;

export const RevisionSummary = z.strictObject({
  number: z.number().int(),
  sha256: z.string(),
  note: z.string(),
  author: z.string(),
  createdAt: Instant,
  objectCount: z.number().int(),
});
export type RevisionSummary = z.infer<typeof RevisionSummary>;
export const RevisionPage = pageOf(RevisionSummary);

/** `manifests` shows values of Secrets as `***<hash8>`; sent back unchanged in a new revision they mean the value they stand for. */
export const RevisionDetail = RevisionSummary.extend({ manifests: z.string(), objects: z.array(ObjectRef) });
export type RevisionDetail = z.infer<typeof RevisionDetail>;

/** Where an application runs and how it is. */
export const Placement = z.strictObject({
  clusterId: Id,
  clusterName: z.string(),
  namespace: z.string(),
  revision: z.number().int(),
  releaseId: Id,
  health: z.string(),
  reason: z.string(),
  releasedAt: Instant,
});
export type Placement = z.infer<typeof Placement>;

export const ApplicationSummary = z.strictObject({
  id: Id,
  name: z.string(),
  description: z.string(),
  latestRevision: z.number().int().nullable(),
  placements: z.array(Placement),
  createdAt: Instant,
  createdBy: z.string(),
});
export type ApplicationSummary = z.infer<typeof ApplicationSummary>;
export const ApplicationPage = pageOf(ApplicationSummary);
