type Json = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The key by which server-side apply tells the items of a list apart; undefined for a list that is one value. */
const keyOf = (item: unknown): Json | undefined => {
  if (!isRecord(item)) return undefined;
  if (item['containerPort'] !== undefined) return { containerPort: item['containerPort'], protocol: item['protocol'] ?? 'TCP' };
  if (item['port'] !== undefined) return { port: item['port'], protocol: item['protocol'] ?? 'TCP' };
  return typeof item['name'] === 'string' ? { name: item['name'] } : undefined;
};

const fieldsOf = (value: unknown): Json => {
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [`f:${name}`, fieldsOf(inner)]));
  if (!Array.isArray(value)) return {};
  return Object.fromEntries(value.flatMap((item) => {
    const key = keyOf(item);
    return key === undefined ? [] : [[`k:${JSON.stringify(key)}`, { '.': {}, ...fieldsOf(item) }]];
  }));
};

const IDENTITY = new Set(['apiVersion', 'kind']);
const NAMES = new Set(['name', 'namespace']);

/** What a manager owns after it applied the object, as `fieldsV1`. */
export const ownedFields = (applied: Json): Json => {
  const metadata = isRecord(applied['metadata']) ? applied['metadata'] : {};
  const own = Object.fromEntries(Object.entries(applied).filter(([name]) => !IDENTITY.has(name)));
  return fieldsOf({ ...own, metadata: Object.fromEntries(Object.entries(metadata).filter(([name]) => !NAMES.has(name))) });
};
