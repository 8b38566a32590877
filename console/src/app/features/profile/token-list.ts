import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { TokenSummary } from '@hyperkuber/contracts';
import { load } from '../../api/load';
import { toProblem } from '../../api/problem';
import { Texts } from '../../i18n/texts';
import { Session } from '../../session/session';
import { urlParam } from '../../ui/address/url-params';
import { ageText } from '../../ui/age/age-text';
import { Now } from '../../ui/age/now';
import { Confirm } from '../../ui/confirm/confirm';
import { Icon } from '../../ui/icon/icon';
import { Empty } from '../../ui/state/states';
import type { Column, RowAction, StatusCell } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import { ToastBox } from '../../ui/toast/toast-box';
import { CreateToken } from './create-token';
import { ProfileApi } from './profile-api';

const SOON_MS = 7 * 86_400_000;

/** One's own personal tokens: what each may do, until when, and when it was last used. */
@Component({
  selector: 'hk-token-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CreateToken, DataTable, Empty, Icon],
  template: `
    <p class="hk-second">{{ t('profile.tokensText') }}</p>
    <hk-data-table name="tokens" [label]="t('profileTab.tokens')" [columns]="columns()" [rows]="tokens.value()" [rowId]="rowId" [state]="tokens.state()" [problem]="tokens.problem()" [actions]="actions" [(query)]="query" [(sort)]="sort" (act)="revoke($event.rows)" (retry)="tokens.reload()">
      <ng-container ngProjectAs="[toolbar]"><button type="button" class="hk-button hk-button-primary" (click)="panel.set('new')"><hk-icon name="plus" />{{ t('profile.createToken') }}</button></ng-container>
      <hk-empty empty icon="key-round" [title]="t('profile.noTokens')" [text]="t('profile.noTokensText')" />
    </hk-data-table>
    @if (panel() === 'new') { <hk-create-token [clusters]="clusters.value()" (created)="tokens.reload()" (closed)="panel.set('')" /> }`,
  styles: `:host { display: flex; flex-direction: column; gap: 12px; min-width: 0; --hk-table-offset: 292px; } p { max-width: 80ch; }`,
})
export class TokenList {
  private readonly texts = inject(Texts);
  protected readonly t = this.texts.translate;
  private readonly api = inject(ProfileApi);
  private readonly now = inject(Now);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(ToastBox);
  private readonly session = inject(Session);
  protected readonly query = urlParam('q');
  protected readonly sort = urlParam('sort');
  protected readonly panel = urlParam('token', '', { history: true });
  protected readonly tokens = load(() => true, () => this.api.tokens(), []);
  protected readonly clusters = load(() => (this.session.may('clusters', 'read') ? true : undefined), () => this.api.clusters(), []);
  private readonly names = computed(() => new Map(this.clusters.value().map(({ id, name }) => [id, name])));
  protected readonly actions: readonly RowAction<TokenSummary>[] = [{ key: 'revoke', label: 'profile.revoke', icon: 'trash-2', danger: true }];
  protected readonly rowId = ({ id }: TokenSummary): string => id;
  protected readonly columns = computed<readonly Column<TokenSummary>[]>(() => [
    { key: 'name', label: 'profile.tokenName', kind: 'text', value: ({ name }) => name, narrow: 'first' },
    { key: 'status', label: 'profile.validity', width: '22%', kind: 'status', value: (token) => this.validity(token), narrow: 'first' },
    { key: 'reach', label: 'profile.reach', width: '26%', kind: 'text', value: (token) => this.reach(token), narrow: 'second' },
    { key: 'begins', label: 'profile.begins', width: '160px', kind: 'text', mono: true, value: ({ prefix }) => `${prefix}_…` },
    { key: 'used', label: 'profile.lastUsed', width: '112px', kind: 'age', value: ({ lastUsedAt }) => lastUsedAt, narrow: 'second' },
    { key: 'created', label: 'profile.createdAt', width: '96px', kind: 'age', value: ({ createdAt }) => createdAt },
  ]);

  protected async revoke([token]: readonly TokenSummary[]): Promise<void> {
    if (token === undefined) return;
    const { id, name } = token;
    const agreed = await this.confirm.ask({ title: this.t('profile.revokeAsk', { name }), text: this.t('profile.revokeText'), action: this.t('profile.revokeDo', { name }), danger: true });
    if (!agreed) return;
    try {
      await this.api.revokeToken(id);
      this.toasts.show({ text: this.t('profile.revoked', { name }), tone: 'ok' });
    } catch (cause) {
      this.toasts.show({ text: toProblem(cause).message, tone: 'failing' });
    }
    this.tokens.reload();
  }

  private validity({ expiresAt }: TokenSummary): StatusCell {
    const left = Date.parse(expiresAt) - this.now.ms();
    if (left <= 0) return { status: 'failing', word: this.t('profile.expired'), reason: this.t('age.ago', { age: ageText(this.t, -left) }) };
    return { status: left < SOON_MS ? 'warning' : 'ok', word: this.t('profile.validFor', { age: ageText(this.t, left) }) };
  }

  private reach({ clusterIds, readOnly }: TokenSummary): string {
    const places = clusterIds === null ? this.t('profile.allClusters') : clusterIds.map((id) => this.names().get(id) ?? id.slice(0, 8)).join(', ');
    return readOnly ? `${places} · ${this.t('profile.readOnly')}` : places;
  }
}
