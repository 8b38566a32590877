import { ANIMATION_MODULE_TYPE } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { jest } from '@jest/globals';
import type { TokenSummary } from '@hyperkuber/contracts';
import { FakeApi, provideFakeApi } from '../../../testing/fake-api';
import { button, control, rest, signInWith, type, words } from '../../../testing/page';
import { provideTestTexts } from '../../../testing/texts';
import { TokenList } from './token-list';

jest.setTimeout(20_000);

const token: TokenSummary = { id: 't1', name: 'pipeline', prefix: 'hk_abc', clusterIds: ['c1'], readOnly: true, createdAt: '2026-01-01T00:00:00.000Z', expiresAt: new Date(Date.now() + 3 * 86_400_000).toISOString(), lastUsedAt: null };
const api = (...items: readonly TokenSummary[]): FakeApi => new FakeApi().on('GET /tokens', { items, nextCursor: null }).on('GET /clusters', { items: [{ id: 'c1', name: 'prod-eu', environment: 'production' }], nextCursor: null });

const draw = async (fake: FakeApi): Promise<{ fixture: ComponentFixture<TokenList>; element: HTMLElement }> => {
  TestBed.configureTestingModule({ providers: [provideTestTexts(), provideFakeApi(fake), provideRouter([]), { provide: ANIMATION_MODULE_TYPE, useValue: 'NoopAnimations' }] });
  signInWith('clusters:read');
  const fixture = TestBed.createComponent(TokenList);
  await rest(fixture);
  return { fixture, element: fixture.nativeElement as HTMLElement };
};

describe('personal tokens', () => {
  it('say what they reach and that they end soon', async () => {
    const { element } = await draw(api(token));
    const row = element.querySelector('tr.row');
    expect(words(row)).toContain('prod-eu · read-only');
    expect(row?.querySelector('hk-status')?.getAttribute('data-status')).toBe('warning');
  });

  it('are shown once when they are made', async () => {
    const fake = api().on('POST /tokens', { ...token, token: 'hk_abc_secret' });
    const { fixture, element } = await draw(fake);
    button('Create token')?.click();
    await rest(fixture);
    const panel = element.querySelector('hk-create-token') ?? element;
    type(control('Name', panel), 'pipeline');
    panel.querySelector<HTMLElement>('fieldset input')?.click();
    await rest(fixture);
    button('Create token', panel)?.click();
    await rest(fixture);
    expect(fake.sent.find(({ request }) => request === 'POST /tokens')?.body).toEqual({ name: 'pipeline', expiresInDays: 90, readOnly: false, clusterIds: ['c1'] });
    expect(words(panel.querySelector('hk-code-block code'))).toBe('hk_abc_secret');
  });

  it('are revoked after a question', async () => {
    const fake = api(token).on('DELETE /tokens/t1', true);
    const { fixture } = await draw(fake);
    button('Actions of this row')?.click();
    await rest(fixture);
    button('Revoke')?.click();
    await rest(fixture);
    await rest(fixture);
    expect(fake.sent.some(({ request }) => request.startsWith('DELETE'))).toBe(false);
    button('Revoke pipeline')?.click();
    await rest(fixture);
    expect(fake.sent.some(({ request }) => request === 'DELETE /tokens/t1')).toBe(true);
  });
});
