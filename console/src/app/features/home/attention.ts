import type { ApplicationSummary, ClusterSummary, Placement, ReleaseSummary } from '@hyperkuber/contracts';
import { clusterStatus, healthStatus } from '../../release-words/status-of';
import { SEVERITY, type Status } from '../../ui/status/status';

export interface ClusterTrouble {
  readonly kind: 'clusters';
  readonly status: Status;
  /** The cause that they share. */
  readonly code: string;
  readonly detail: string;
  readonly clusters: readonly ClusterSummary[];
}
export interface ReleaseTrouble {
  readonly kind: 'release';
  readonly status: Status;
  readonly release: ReleaseSummary;
  /** A place that is ill because of it, to say why. */
  readonly place: Placement | null;
}
export interface PlaceTrouble {
  readonly kind: 'places';
  readonly status: Status;
  readonly application: ApplicationSummary;
  readonly places: readonly Placement[];
}
export type Trouble = ClusterTrouble | ReleaseTrouble | PlaceTrouble;

export interface Platform {
  readonly clusters: readonly ClusterSummary[];
  readonly applications: readonly ApplicationSummary[];
  readonly releases: readonly ReleaseSummary[];
}

const FAILED = ['failed', 'partially-succeeded', 'plan-failed'];

/** Clusters that are ill, those with the same cause together: one broken network is one trouble, not ten. */
const clusterTroubles = (clusters: readonly ClusterSummary[]): ClusterTrouble[] => {
  const causes = new Map<string, ClusterSummary[]>();
  for (const cluster of clusters.filter(({ state }) => state === 'unreachable' || state === 'degraded')) {
    const cause = `${cluster.state} ${cluster.code}`;
    causes.set(cause, [...(causes.get(cause) ?? []), cluster]);
  }
  return [...causes.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ kind: 'clusters' as const, status: clusterStatus(first.state), code: first.code, detail: first.detail, clusters: same }];
  });
};

/** Only the newest release of an application can still be a trouble; a later one has answered for those before. A plan waits for a person in any case. */
const releaseTroubles = ({ releases, applications }: Platform): ReleaseTrouble[] => {
  const illPlace = (releaseId: string): Placement | null => applications.flatMap(({ placements }) => placements).find((place) => place.releaseId === releaseId && healthStatus(place.health) === 'failing') ?? null;
  const seen = new Set<string>();
  return releases.flatMap((release): ReleaseTrouble[] => {
    if (release.state === 'cancelled') return [];
    const isNewest = !seen.has(release.applicationId);
    seen.add(release.applicationId);
    if (release.state === 'ready') return [{ kind: 'release', status: 'paused', release, place: null }];
    return isNewest && FAILED.includes(release.state) ? [{ kind: 'release', status: release.state === 'partially-succeeded' ? 'warning' : 'failing', release, place: illPlace(release.id) }] : [];
  });
};

const placeTroubles = (applications: readonly ApplicationSummary[], told: ReadonlySet<string>): PlaceTrouble[] => applications.flatMap((application) => {
  const places = application.placements.filter(({ health, releaseId }) => healthStatus(health) === 'failing' && !told.has(releaseId));
  return places.length === 0 ? [] : [{ kind: 'places' as const, status: 'failing' as const, application, places }];
});

/** What somebody should look at, worst first. A place that is ill because of a release that is named already is not named twice. */
export const attention = (platform: Platform): readonly Trouble[] => {
  const { clusters, applications } = platform;
  const ofReleases = releaseTroubles(platform);
  const told = new Set(ofReleases.map(({ release }) => release.id));
  return [...clusterTroubles(clusters), ...ofReleases, ...placeTroubles(applications, told)].sort((a, b) => SEVERITY[a.status] - SEVERITY[b.status]);
};
