import { computed, inject, linkedSignal, signal } from '@angular/core';
import type { ApplicationSummary, ClusterSummary, ReleaseDetail, ReleaseOptions, RevisionSummary } from '@hyperkuber/contracts';
import { ApiClient } from '../../../api/api-client';
import { load } from '../../../api/load';
import { readPages } from '../../../api/pages';
import { type Problem, toProblem } from '../../../api/problem';
import { revisionForm } from '../../../revision-editor/revision-form';
import { Session } from '../../../session/session';
import { urlParam } from '../../../ui/address/url-params';
import { chosenOf, type Destination, hindranceOf, isNamespace, readPlaces, targetsOf } from './destinations';

export const STEPS = ['what', 'where', 'options', 'plan'] as const;
export type Step = (typeof STEPS)[number];

const DEFAULTS: ReleaseOptions = { healthTimeoutS: 600, createNamespaces: true, onConflict: 'fail', prune: true };
const WRITE = 'new';

/** Everything that the assistant collects before the plan. Application, revision and places stand in the address. Made where `inject` may be called. */
export const assistantDraft = () => {
  const [api, session] = [inject(ApiClient), inject(Session)];
  const applicationId = urlParam('application');
  const revisionText = urlParam('revision');
  const places = urlParam('to');
  const applications = load(() => ({}), () => readPages<ApplicationSummary>(api, '/applications'), []);
  const clusters = load(() => ({}), () => readPages<ClusterSummary>(api, '/clusters'), []);
  const newName = signal('');
  const application = computed(() => applications.value().find(({ id }) => id === applicationId()) ?? null);
  const isNew = computed(() => applicationId() === WRITE);
  const revisions = load(() => application()?.id, async (id) => readPages<RevisionSummary>(api, `/applications/${id}/revisions`, {}, 200), []);
  const writing = computed(() => isNew() || revisionText() === WRITE || application()?.latestRevision === null);
  const form = revisionForm(() => (isNew() ? { applicationId: '', latest: null } : application() === null ? undefined : { applicationId: application()?.id ?? '', latest: application()?.latestRevision ?? null }));
  const revision = computed(() => (writing() ? null : Number(revisionText()) || (application()?.latestRevision ?? null)));

  const usual = computed(() => application()?.placements[0]?.namespace ?? (isNew() ? newName() : application()?.name) ?? '');
  const namespace = linkedSignal(() => usual());
  const asked = computed(() => readPlaces(places()));
  /** What was chosen by hand; before that the address decides, and without one the places where the application runs. */
  const picks = linkedSignal<ReadonlyMap<string, string> | null, ReadonlyMap<string, string | null>>({
    source: () => (asked().size > 0 ? asked() : new Map((application()?.placements ?? []).map((place) => [place.clusterId, place.namespace]))),
    computation: (start) => new Map(start),
  });
  const destinations = computed<readonly Destination[]>(() => clusters.value().map((cluster) => {
    const own = picks().get(cluster.id) ?? null;
    return { cluster, hindrance: hindranceOf(cluster, (id) => session.may('releases', 'create', id)), chosen: picks().has(cluster.id), namespace: own ?? namespace(), own: own !== null && own !== namespace() };
  }));
  const options = signal<ReleaseOptions>(DEFAULTS);
  const note = signal('');
  const problem = signal<Problem | null>(null);
  const busy = signal(false);

  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    busy.set(true);
    problem.set(null);
    try {
      return await work();
    } catch (cause) {
      problem.set(toProblem(cause));
      return null;
    } finally {
      busy.set(false);
    }
  };

  const change = (id: string, value: string | null | undefined): void => picks.update((now) => {
    const next = new Map(now);
    if (value === undefined) next.delete(id); else next.set(id, value);
    return next;
  });

  /** Makes what was newly written, so that the next steps speak of something that is there. */
  const saveWhat = async (): Promise<boolean> => {
    if (!writing()) return revision() !== null;
    const made = isNew() ? await attempt(() => api.post<ApplicationSummary>('/applications', { name: newName(), description: '' })) : application();
    if (made === null) return false;
    if (isNew()) {
      applications.set([...applications.value(), made]);
      // From here on it exists; what was written moves over to it, also when its first revision is refused.
      const [text, words] = [form.manifests(), form.note()];
      applicationId.set(made.id);
      form.write(text);
      form.annotate(words);
    }
    const saved = await form.save(made.id);
    if (saved === null) return false;
    applications.set(applications.value().map((each) => (each.id === made.id ? { ...each, latestRevision: saved.number } : each)));
    revisions.reload();
    revisionText.set(String(saved.number));
    return true;
  };

  const whatFault = computed(() => {
    if (applicationId() === '') return 'assistant.fault.application';
    if (isNew() && !isNamespace(newName())) return 'assistant.fault.name';
    if (writing()) return form.manifests().trim() === '' ? 'assistant.fault.manifests' : null;
    return revision() === null ? 'assistant.fault.revision' : null;
  });
  const chosen = computed(() => chosenOf(destinations()));
  const whereFault = computed(() => (chosen().length === 0 ? 'assistant.fault.clusters' : chosen().some((each) => !isNamespace(each.namespace)) ? 'assistant.fault.namespace' : null));
  const optionsFault = computed(() => { const { healthTimeoutS } = options(); return Number.isInteger(healthTimeoutS) && healthTimeoutS >= 10 && healthTimeoutS <= 86_400 ? null : 'assistant.fault.timeout'; });

  return {
    applications, clusters, application, applicationId, isNew, newName, revisions, revisionText, revision, writing, form, namespace, destinations, chosen, options, note, saveWhat, attempt,
    problem: problem.asReadonly(),
    busy: computed(() => busy() || form.busy()),
    mayWrite: computed(() => session.may('applications', 'update')),
    mayCreate: computed(() => session.may('applications', 'create')),
    faultOf: (step: Step): string | null => ({ what: whatFault, where: whereFault, options: optionsFault, plan: () => null })[step](),
    chooseApplication: (id: string): void => { applicationId.set(id); revisionText.set(''); },
    chooseRevision: (text: string): void => revisionText.set(text),
    pick: (cluster: ClusterSummary, isChosen: boolean): void => change(cluster.id, isChosen ? null : undefined),
    pickAll: (isChosen: boolean): void => picks.set(new Map(isChosen ? destinations().filter(({ hindrance }) => hindrance === null).map(({ cluster, own, namespace: name }) => [cluster.id, own ? name : null]) : [])),
    place: (cluster: ClusterSummary, name: string): void => change(cluster.id, name),
    sameForAll: (): void => picks.set(new Map([...picks().keys()].map((id) => [id, null]))),
    startPlan: (): Promise<ReleaseDetail | null> => attempt(() => api.post<ReleaseDetail>('/releases', { applicationId: application()?.id, kind: 'deploy', revision: revision(), targets: targetsOf(destinations()), options: options(), note: note().trim() })),
  };
};
export type AssistantDraft = ReturnType<typeof assistantDraft>;
