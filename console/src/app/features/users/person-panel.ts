import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { ClusterSummary, UserSummary } from '@hyperkuber/contracts';
import { type Problem, toProblem } from '../../api/problem';
import { Texts } from '../../i18n/texts';
import { Session } from '../../session/session';
import { Age } from '../../ui/age/age';
import { instantText } from '../../ui/age/age-text';
import { Now } from '../../ui/age/now';
import { CodeBlock } from '../../ui/code-block/code-block';
import { Fact, Facts } from '../../ui/facts/facts';
import { Field, Input } from '../../ui/field/field';
import { textOf } from '../../ui/form/draft';
import { Icon } from '../../ui/icon/icon';
import { SidePanel } from '../../ui/side-panel/side-panel';
import { ProblemNote } from '../../ui/state/problem-note';
import { StatusMark } from '../../ui/status/status-mark';
import { ToastBox } from '../../ui/toast/toast-box';
import type { ResetLink } from './person-actions';
import { PersonRoles } from './person-roles';
import { UserApi } from './user-api';
import { personState, problemWords } from './user-words';

/** One person: their name, their roles, and what can be done. */
@Component({
  selector: 'hk-person-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, CodeBlock, Fact, Facts, Field, Icon, Input, PersonRoles, ProblemNote, SidePanel, StatusMark],
  template: `
    @let one = person();
    <hk-side-panel [title]="one.displayName" [subtitle]="one.login" (closed)="closed.emit()">
      <div class="hk-stack parts">
        <div class="hk-row hk-row-wrap"><hk-status [status]="state().status" [word]="state().word ?? ''" [reason]="state().reason ?? ''" />@if (isSelf()) { <span class="hk-third">· {{ t('users.you') }}</span> }</div>
        @if (link(); as reset) {
          <section class="link" role="status"><h3>{{ t('users.linkHead') }}</h3><p>{{ t('users.linkText', { until: until(reset) }) }}</p><hk-code-block [text]="address(reset)" [label]="t('users.linkHead')" [wrap]="true" /></section>
        }
        <dl hkFacts>
          <div hkFact [label]="t('users.lastSignIn')"><hk-age [at]="one.lastSignInAt" form="ago" [none]="t('users.never')" /></div>
          <div hkFact [label]="t('users.createdAt')"><hk-age [at]="one.createdAt" form="ago" /></div>
        </dl>
        @if (mayUpdate) {
          <form class="rename" novalidate (submit)="rename($event)">
            <hk-field [label]="t('users.name')" [fault]="name().trim() === '' ? t('fault.required') : problem()?.faultOf('displayName') ?? null"><input hkInput autocomplete="off" maxlength="120" [value]="name()" (input)="name.set(text($event))" /></hk-field>
            <button type="submit" class="hk-button" [attr.aria-disabled]="busy() || name().trim() === '' || name().trim() === one.displayName">{{ t('users.rename') }}</button>
          </form>
          <hk-problem-note [problem]="problem()" [text]="words()" />
        }
        <hk-person-roles [person]="one" [clusters]="clusters()" (changed)="changed.emit()" />
        @if (mayUpdate || mayDelete) {
          <section>
            <h3>{{ t('users.account') }}</h3>
            <div class="hk-row hk-row-wrap">
              @if (mayUpdate && one.enabled) { <button type="button" class="hk-button" (click)="act.emit('reset')"><hk-icon name="key-round" />{{ t('users.reset') }}</button><button type="button" class="hk-button" (click)="act.emit('disable')"><hk-icon name="pause" />{{ t('users.disable') }}</button> }
              @if (mayUpdate && !one.enabled) { <button type="button" class="hk-button" (click)="act.emit('enable')"><hk-icon name="play" />{{ t('users.enable') }}</button> }
              @if (mayDelete) { <button type="button" class="hk-button danger" (click)="act.emit('remove')"><hk-icon name="trash-2" />{{ t('users.remove') }}</button> }
            </div>
          </section>
        }
      </div>
    </hk-side-panel>`,
  styles: `
    .parts { gap: 20px; }
    section { display: grid; gap: 8px; }
    .link { padding: 12px; border-radius: var(--hk-radius); background: var(--hk-accent-ground); }
    .rename { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 8px; align-items: start; }
    .rename button { margin-top: 24px; }
    .danger { color: var(--hk-failing); }`,
})
export class PersonPanel {
  private readonly texts = inject(Texts);
  protected readonly t = this.texts.translate;
  protected readonly text = textOf;
  private readonly api = inject(UserApi);
  private readonly session = inject(Session);
  private readonly now = inject(Now);
  private readonly toasts = inject(ToastBox);
  private readonly origin = inject(DOCUMENT).location.origin;
  protected readonly mayUpdate = this.session.may('users', 'update');
  protected readonly mayDelete = this.session.may('users', 'delete');
  readonly person = input.required<UserSummary>();
  readonly clusters = input.required<readonly ClusterSummary[]>();
  readonly link = input<ResetLink | null>(null);
  readonly changed = output();
  readonly closed = output();
  readonly act = output<string>();
  protected readonly state = computed(() => personState(this.t, this.person(), this.now.ms()));
  protected readonly isSelf = computed(() => this.person().id === this.session.person()?.id);
  /** What is typed stays while the list behind is read anew. */
  protected readonly name = linkedSignal<string, string>({ source: () => `${this.person().id}\n${this.person().displayName}`, computation: () => this.person().displayName });
  protected readonly busy = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly words = computed(() => problemWords(this.t, this.problem()));

  protected address({ token }: ResetLink): string {
    return `${this.origin}/password#token=${token}`;
  }

  protected until({ expiresAt }: ResetLink): string {
    return instantText(this.texts.language(), expiresAt);
  }

  protected async rename(event: Event): Promise<void> {
    event.preventDefault();
    const displayName = this.name().trim();
    if (this.busy() || displayName === '' || displayName === this.person().displayName) return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      await this.api.update(this.person().id, { displayName });
      this.toasts.show({ text: this.t('users.renamed', { name: displayName }), tone: 'ok' });
      this.changed.emit();
    } catch (cause) {
      this.problem.set(toProblem(cause));
    } finally {
      this.busy.set(false);
    }
  }
}
