import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ObjectProgress, ReleasePlan, TargetDetail, TargetSummary } from '@hyperkuber/contracts';
import { ApiClient } from '../../../api/api-client';
import { load } from '../../../api/load';
import { injectTranslate } from '../../../i18n/texts';
import { objectStatus, targetStatus } from '../../../release-words/status-of';
import { ReleaseWords } from '../../../release-words/words';
import { urlParam } from '../../../ui/address/url-params';
import { Age } from '../../../ui/age/age';
import { Icon } from '../../../ui/icon/icon';
import { SidePanel } from '../../../ui/side-panel/side-panel';
import { Failed, Skeleton } from '../../../ui/state/states';
import { StatusMark } from '../../../ui/status/status-mark';
import { Tabs } from '../../../ui/tabs/tabs';
import { SEVERITY } from '../../../ui/status/status';
import { PlanObject } from '../plan/plan-object';
import { inReadingOrder } from '../plan/plan-reading';
import type { LiveRelease } from './live-release';
import type { ReleaseActions } from './release-actions';
import { ReleaseTimeline } from './release-timeline';

/** One target beside the rollout: what went wrong and what to do, its objects, what it changes, and its history. */
@Component({
  selector: 'hk-target-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Failed, Icon, PlanObject, ReleaseTimeline, RouterLink, SidePanel, Skeleton, StatusMark, Tabs],
  templateUrl: './target-panel.html',
  styles: `
    .facts { display: flex; flex-wrap: wrap; gap: 4px 16px; color: var(--hk-text-2); }
    .fault { display: grid; gap: 4px; padding: 10px 12px; border-radius: 6px; background: var(--hk-failing-ground); overflow-wrap: anywhere; }
    .objects li { display: grid; grid-template-columns: 14px minmax(0, 1fr); align-items: start; gap: 8px; padding: 6px 0; }
    .objects li + li { border-top: 1px solid var(--hk-line); }
    .objects hk-status { margin-top: 3px; }
    hk-tabs { margin: 12px 0; }
    .plan { display: grid; gap: 8px; }`,
})
export class TargetPanel {
  protected readonly t = injectTranslate();
  protected readonly words = inject(ReleaseWords);
  private readonly api = inject(ApiClient);
  readonly target = input.required<TargetSummary>();
  readonly live = input.required<LiveRelease>();
  readonly actions = input.required<ReleaseActions>();
  readonly closed = output();
  protected readonly part = urlParam('part', 'objects');
  protected readonly tabs = [{ key: 'objects', label: 'run.objects' }, { key: 'difference', label: 'run.difference' }, { key: 'history', label: 'run.timeline' }];
  protected readonly status = computed(() => targetStatus(this.target().state));
  private readonly path = computed(() => `/releases/${this.live().release()?.id ?? ''}`);
  /** Read again with every event of this target and with every change of its state. */
  protected readonly detail = load(
    () => ({ path: `${this.path()}/targets/${this.target().id}`, pulse: this.live().pulseOf(this.target().id), state: this.target().state }),
    ({ path }) => this.api.get<TargetDetail | null>(path),
    null,
  );
  protected readonly plan = load(() => (this.part() === 'difference' ? `${this.path()}/plan` : undefined), (path) => this.api.get<ReleasePlan | null>(path), null);
  private readonly known = computed(() => (this.detail.value()?.id === this.target().id ? this.detail.value() : null));
  protected readonly objects = computed(() => [...(this.known()?.objects ?? [])].sort((a, b) => SEVERITY[objectStatus(a)] - SEVERITY[objectStatus(b)] || a.ordinal - b.ordinal));
  protected readonly differences = computed(() => inReadingOrder(this.plan.value()?.targets.find(({ targetId }) => targetId === this.target().id)?.objects ?? []).filter(({ action }) => action !== 'unchanged'));
  protected readonly events = computed(() => this.live().events().filter(({ targetId }) => targetId === this.target().id));
  protected readonly retryable = computed(() => this.actions().mayRetry() && ['failed', 'aborted', 'plan-failed'].includes(this.target().state));
  protected readonly revertible = computed(() => this.actions().mayRollBack() && this.target().startedAt !== null);

  protected statusOf(object: ObjectProgress): ReturnType<typeof objectStatus> {
    return objectStatus(object);
  }

  /** `Deployment web: applied · 1 of 3 ready`, in words. */
  protected stateOf(object: ObjectProgress): string {
    const health = object.health === '' || object.health === 'NotApplicable' ? this.t(`stepState.${object.operation === 'delete' && object.state === 'done' ? 'deleted' : object.state}`) : this.words.health(object.health);
    const why = this.words.object(object);
    return why === '' || why === health ? health : `${health} · ${why}`;
  }
}
