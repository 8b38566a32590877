import { z } from 'zod';

/** A UUID in text form; every id of the platform is one (UUIDv7, RFC 9562). */
export const Id = z.uuid();

/** Path parameter `{id}`. */
export const IdParam = z.strictObject({ id: Id });

/** An instant as RFC 3339 in UTC. */
export const Instant = z.iso.datetime();

/** A DNS-1123 label (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/). */
export const DnsLabel = z.string().min(1).max(63).regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, 'must be lower-case letters, digits and "-", and begin and end with a letter or digit');

/** What a person signs in with: compared byte-wise, lower case. */
export const Login = z.string().min(2).max(64).regex(/^[a-z0-9][a-z0-9._-]*$/, 'must be lower-case letters, digits, ".", "_" and "-", and begin with a letter or digit');

export const DisplayName = z.string().trim().min(1).max(120);

/** Length alone decides (NIST SP 800-63B); 12 is the floor. */
export const Password = z.string().min(12, 'must be at least 12 characters').max(256);

/** Kubernetes labels of a platform object. */
export const Labels = z.record(
  z.string().min(1).max(317).regex(/^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/, 'is not a label key'),
  z.string().max(63).regex(/^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/, 'is not a label value'),
).refine((labels) => Object.keys(labels).length <= 64, 'at most 64 labels');

/** Query of a list: `limit` rows after `cursor`, an opaque text from the previous page. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().min(1).max(200).optional(),
  search: z.string().max(200).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** A page of a list; `nextCursor` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
