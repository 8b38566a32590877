import { ANIMATION_MODULE_TYPE } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { jest } from '@jest/globals';
import type { ClusterSummary } from '@hyperkuber/contracts';
import { FakeApi, problem, provideFakeApi } from '../../../testing/fake-api';
import { button, rest, signInWith, type, words } from '../../../testing/page';
import { provideTestTexts } from '../../../testing/texts';
import { ClusterList } from './cluster-list';

jest.setTimeout(20_000);

const cluster = (change: Partial<ClusterSummary> = {}): ClusterSummary => ({
  id: 'c1', name: 'prod-eu', environment: 'production', labels: {}, mode: 'direct', enabled: true, state: 'healthy', code: 'ok', detail: '', since: '2026-01-01T00:00:00.000Z',
  checkedAt: '2026-01-01T00:00:00.000Z', latencyMs: 5, facts: { version: 'v1.37.2', nodes: { total: 3, ready: 3 }, capacity: { cpuMillis: 16_000, memoryBytes: 64 * 2 ** 30, pods: 330 }, apiGroups: [] },
  createdAt: '2026-01-01T00:00:00.000Z', ...change,
});
const page = (...items: readonly ClusterSummary[]): unknown => ({ items, nextCursor: null });
const ALL = ['read', 'create', 'update', 'rotate', 'delete', 'enable', 'disable', 'probe'].map((action) => `clusters:${action}`);

const draw = async (api: FakeApi, ...rights: readonly string[]): Promise<{ fixture: ComponentFixture<ClusterList>; element: HTMLElement }> => {
  TestBed.configureTestingModule({ providers: [provideTestTexts(), provideFakeApi(api), provideRouter([]), { provide: ANIMATION_MODULE_TYPE, useValue: 'NoopAnimations' }] });
  signInWith(...rights);
  const fixture = TestBed.createComponent(ClusterList);
  await rest(fixture);
  return { fixture, element: fixture.nativeElement as HTMLElement };
};
const choose = async (fixture: ComponentFixture<unknown>, action: string): Promise<void> => {
  button('Actions of this row')?.click();
  await rest(fixture);
  button(action)?.click();
  await rest(fixture);
  await rest(fixture);
};
const dialog = (): Element | null => document.querySelector('hk-confirm-dialog');

afterEach(() => { document.querySelectorAll('.cdk-overlay-container').forEach((overlay) => overlay.replaceChildren()); });

describe('the list of clusters', () => {
  it('says first whether all is well', async () => {
    const { element } = await draw(new FakeApi().on('GET /clusters', page(cluster())), ...ALL);
    expect(words(element.querySelector('hk-state-summary'))).toBe('All well: 1 cluster');
  });

  it('names the worst first, with the reason in words, and narrows to it', async () => {
    const down = cluster({ id: 'c2', name: 'stage', state: 'unreachable', code: 'name-not-found', detail: 'ENOTFOUND' });
    const { fixture, element } = await draw(new FakeApi().on('GET /clusters', page(cluster(), down)), ...ALL);
    expect(words(element.querySelector('hk-state-summary'))).toBe('1 unreachable1 well');
    expect(words(element)).toContain('Host name not found');
    button('1 unreachable')?.click();
    await rest(fixture);
    expect([...element.querySelectorAll('tr.row')].map((row) => words(row.querySelector('a')))).toEqual(['stage']);
  });

  it('says what the server says to somebody who may not see it', async () => {
    const { element } = await draw(new FakeApi().on('GET /clusters', problem(403, 'forbidden', 'You may not read clusters.')));
    expect(words(element.querySelector('hk-forbidden'))).toContain('You may not read clusters.');
    expect(button('Add cluster')).toBeUndefined();
  });

  it('offers no action to somebody who may only look', async () => {
    await draw(new FakeApi().on('GET /clusters', page(cluster())), 'clusters:read');
    expect(button('Actions of this row')).toBeUndefined();
    expect(button('Add cluster')).toBeUndefined();
    expect(document.querySelector('input[type=checkbox]')).toBeNull();
  });

  it('shows cards on wish', async () => {
    const { fixture, element } = await draw(new FakeApi().on('GET /clusters', page(cluster())), ...ALL);
    button('Show as cards')?.click();
    await rest(fixture);
    expect(words(element.querySelector('hk-cluster-card'))).toContain('16 CPU · 64 GiB');
  });

  it('removes a cluster only after its name was typed', async () => {
    const api = new FakeApi().on('GET /clusters', page(cluster())).on('DELETE /clusters/c1', null);
    const { fixture } = await draw(api, ...ALL);
    await choose(fixture, 'Remove');
    expect(words(dialog())).toContain('its health history');
    button('Remove prod-eu')?.click();
    await rest(fixture);
    expect(dialog()).not.toBeNull();
    expect(api.sent.some(({ request }) => request.startsWith('DELETE'))).toBe(false);
    type(dialog()?.querySelector('input') ?? undefined, 'prod-eu');
    await rest(fixture);
    api.on('DELETE /clusters/c1', true);
    button('Remove prod-eu')?.click();
    await rest(fixture);
    expect(api.sent.some(({ request }) => request === 'DELETE /clusters/c1')).toBe(true);
  });

  it('lists what is placed on a cluster before it is removed in spite of it', async () => {
    const usages = [{ what: 'applications', count: 2, names: ['shop', 'pay'] }];
    const api = new FakeApi().on('GET /clusters', page(cluster())).on('DELETE /clusters/c1', problem(409, 'cluster-in-use', 'in use', { usages })).on('DELETE /clusters/c1?force=true', true);
    const { fixture } = await draw(api, ...ALL);
    await choose(fixture, 'Remove');
    type(dialog()?.querySelector('input') ?? undefined, 'prod-eu');
    await rest(fixture);
    button('Remove prod-eu')?.click();
    await rest(fixture);
    await rest(fixture);
    expect(words(document.body)).toContain('2 applications: shop, pay');
    const inputs = document.querySelectorAll<HTMLInputElement>('hk-confirm-dialog input');
    type(inputs[inputs.length - 1], 'prod-eu');
    await rest(fixture);
    button('Remove prod-eu in spite of it')?.click();
    await rest(fixture);
    expect(api.sent.some(({ request }) => request === 'DELETE /clusters/c1?force=true')).toBe(true);
  });
});
