import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { injectTranslate } from '../../i18n/texts';
import { Empty } from '../../ui/state/states';

@Component({
  selector: 'hk-not-found',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Empty, RouterLink],
  template: `<h1 class="hk-hidden">{{ t('notFound.title') }}</h1><hk-empty [title]="t('notFound.title')" [text]="t('notFound.text', { path })"><a class="hk-button" routerLink="/">{{ t('notFound.action') }}</a></hk-empty>`,
})
export class NotFound {
  protected readonly t = injectTranslate();
  protected readonly path = inject(Router).url;
}
