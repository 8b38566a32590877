import { computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { ReleaseDetail } from '@hyperkuber/contracts';
import { ApiClient } from '../../../api/api-client';
import { toProblem } from '../../../api/problem';
import { injectTranslate } from '../../../i18n/texts';
import { releaseEnded } from '../../../release-words/status-of';
import { Session } from '../../../session/session';
import { Confirm } from '../../../ui/confirm/confirm';
import { ToastBox } from '../../../ui/toast/toast-box';

const RETRYABLE = ['failed', 'partially-succeeded', 'aborted', 'plan-failed'];
const UNDONE = ['failed', 'aborted', 'plan-failed'];

/** What may be done to a release now: by its state, and by the right on every one of its clusters. Made where `inject` may be called. */
export const releaseActions = (release: () => ReleaseDetail | null, changed: () => void) => {
  const [api, router, session, toasts, confirm, t] = [inject(ApiClient), inject(Router), inject(Session), inject(ToastBox), inject(Confirm), injectTranslate()];
  const busy = signal(false);
  const may = (action: string): boolean => (release()?.targets ?? []).every(({ clusterId }) => session.may('releases', action, clusterId));
  const state = computed(() => release()?.state ?? null);

  const post = async (what: string, body: object = {}): Promise<ReleaseDetail | null> => {
    const now = release();
    if (now === null || busy()) return null;
    busy.set(true);
    try {
      return await api.post<ReleaseDetail>(`/releases/${now.id}/${what}`, body);
    } catch (cause) {
      toasts.show({ text: toProblem(cause).message, tone: 'failing' });
      return null;
    } finally {
      busy.set(false);
      changed();
    }
  };

  return {
    busy: busy.asReadonly(),
    mayAbort: computed(() => state() === 'running' && may('run')),
    mayCancel: computed(() => (state() === 'planning' || state() === 'ready') && may('run')),
    mayRetry: computed(() => RETRYABLE.includes(state() ?? '') && may('run')),
    mayRollBack: computed(() => { const now = release(); return now !== null && releaseEnded(now.state) && now.startedAt !== null && now.kind !== 'uninstall' && may('rollback'); }),
    toRetry: computed(() => (release()?.targets ?? []).filter((target) => UNDONE.includes(target.state)).length),
    abort: async (): Promise<void> => {
      const now = release();
      if (now === null) return;
      const moving = now.targets.filter(({ state: each }) => ['pending', 'preflight', 'applying', 'waiting-health', 'pruning'].includes(each)).map(({ clusterName, namespace }) => `${clusterName}/${namespace}`);
      if (await confirm.ask({ title: t('run.abortTitle', { name: now.applicationName }), text: t('run.abortText'), items: moving, action: t.count('run.abortAction', moving.length), danger: true })) await post('aborts');
    },
    cancel: async (): Promise<void> => { await post('cancellations'); },
    retry: async (targetIds?: readonly string[]): Promise<void> => { await post('retries', targetIds === undefined ? {} : { targetIds }); },
    /** The way back is a release of its own: planned first, started by a person. */
    rollBack: async (targetIds?: readonly string[]): Promise<void> => {
      const begun = await post('rollbacks', targetIds === undefined ? {} : { targetIds });
      if (begun !== null) await router.navigate(['/releases', begun.id]);
    },
  };
};
export type ReleaseActions = ReturnType<typeof releaseActions>;
