import { PathRefused } from './errors.js';

/** A resource type as URLs spell it; `group` is '' for the core group. */
export interface ResourceType {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

/** One place below a resource type: a collection when `name` is absent, otherwise an object or its subresource. */
export interface ResourcePlace extends ResourceType {
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly subresource?: string | undefined;
}

/** Every query parameter the platform ever sends. */
export interface KubeQuery {
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly limit?: number | undefined;
  readonly continue?: string | undefined;
  readonly resourceVersion?: string | undefined;
  readonly resourceVersionMatch?: 'Exact' | 'NotOlderThan' | undefined;
  readonly watch?: boolean | undefined;
  readonly allowWatchBookmarks?: boolean | undefined;
  readonly sendInitialEvents?: boolean | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly fieldManager?: string | undefined;
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore' | undefined;
  readonly force?: boolean | undefined;
  readonly dryRun?: 'All' | undefined;
  readonly container?: string | undefined;
  readonly follow?: boolean | undefined;
  readonly previous?: boolean | undefined;
  readonly timestamps?: boolean | undefined;
  readonly tailLines?: number | undefined;
  readonly sinceSeconds?: number | undefined;
  readonly sinceTime?: string | undefined;
  readonly limitBytes?: number | undefined;
  readonly command?: readonly string[] | undefined;
  readonly stdin?: boolean | undefined;
  readonly stdout?: boolean | undefined;
  readonly stderr?: boolean | undefined;
  readonly tty?: boolean | undefined;
  readonly ports?: readonly number[] | undefined;
}

const segmentMax = 512;
const visibleAscii = /^[\x21-\x7e]+$/;
// '/' and '%' would let a name become another path; '\' becomes '/' in URL parsers; '?' and '#' would end the path.
const forbidden = /[/%\\?#]/;

/** Refuses what could turn one path into another: a name of `..` once deleted a namespace where a pod was meant. */
export const checkSegment = (what: string, segment: string): string => {
  const allowed = segment !== '.' && segment !== '..' && segment.length <= segmentMax && visibleAscii.test(segment) && !forbidden.test(segment);
  if (!allowed) throw new PathRefused(`This ${what} cannot be part of a Kubernetes path.`, { errors: [{ path: what, message: 'Use letters, digits, "-", "." or ":" only.' }] });
  return encodeURIComponent(segment).replaceAll('%3A', ':');
};

const writeQuery = (query: KubeQuery): string => {
  const written = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) written.append(key, String(one));
  }
  const text = written.toString();
  return text === '' ? '' : `?${text}`;
};

const groupSegments = (type: ResourceType): string[] =>
  type.group === '' ? ['api', checkSegment('version', type.version)] : ['apis', checkSegment('group', type.group), checkSegment('version', type.version)];

const placeSegments = (place: ResourcePlace): string[] => {
  if (place.subresource !== undefined && place.name === undefined) throw new PathRefused('A subresource needs the name of its object.');
  const segments = groupSegments(place);
  if (place.namespace !== undefined) segments.push('namespaces', checkSegment('namespace', place.namespace));
  segments.push(checkSegment('resource', place.resource));
  if (place.name !== undefined) segments.push(checkSegment('name', place.name));
  if (place.subresource !== undefined) segments.push(checkSegment('subresource', place.subresource));
  return segments;
};

/**
 * A path below a cluster's server URL. Only this class makes one, always from parsed parts, never from a caller's
 * string: what was authorised is what is sent.
 */
export class KubePath {
  private constructor(
    /** Begins with a slash, carries the query. */
    readonly text: string,
    /** Absent for non-resource paths such as /version. */
    readonly place?: ResourcePlace,
  ) {}

  static of(place: ResourcePlace, query: KubeQuery = {}): KubePath {
    return new KubePath(`/${placeSegments(place).join('/')}${writeQuery(query)}`, place);
  }

  /** A non-resource path from its segments: `KubePath.raw(['openapi', 'v3'])`. */
  static raw(segments: readonly string[], query: KubeQuery = {}): KubePath {
    if (segments.length === 0) throw new PathRefused('A path needs at least one part.');
    return new KubePath(`/${segments.map((segment) => checkSegment('path', segment)).join('/')}${writeQuery(query)}`);
  }
}
