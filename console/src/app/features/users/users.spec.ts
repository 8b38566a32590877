import { ANIMATION_MODULE_TYPE, type Type } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { jest } from '@jest/globals';
import type { UserSummary } from '@hyperkuber/contracts';
import { FakeApi, problem, provideFakeApi } from '../../../testing/fake-api';
import { button, control, rest, signInWith, type, words } from '../../../testing/page';
import { provideTestTexts } from '../../../testing/texts';
import { newPassword } from './new-password';
import { UsersPage } from './users-page';

jest.setTimeout(20_000);

const ada: UserSummary = {
  id: 'u1', login: 'ada', displayName: 'Ada', enabled: true, lockedUntil: null, lastSignInAt: null, createdAt: '2026-01-01T00:00:00.000Z',
  roles: [{ bindingId: 'b1', roleId: 'platform-admin', clusterId: null }, { bindingId: 'b2', roleId: 'cluster-viewer', clusterId: 'c1' }],
};
const ROLES = { items: [{ id: 'platform-admin', scopes: ['platform'] }, { id: 'cluster-viewer', scopes: ['cluster'] }], nextCursor: null };
const api = (): FakeApi => new FakeApi().on('GET /users', { items: [ada], nextCursor: null }).on('GET /roles', ROLES).on('GET /clusters', { items: [{ id: 'c1', name: 'prod-eu', environment: 'production' }], nextCursor: null });
const ALL = ['users:read', 'users:create', 'users:update', 'users:delete', 'roles:read', 'bindings:read', 'bindings:create', 'bindings:delete', 'clusters:read'];

const draw = async <T>(component: Type<T>, fake: FakeApi, ...rights: readonly string[]): Promise<{ fixture: ComponentFixture<T>; element: HTMLElement }> => {
  TestBed.configureTestingModule({ providers: [provideTestTexts(), provideFakeApi(fake), provideRouter([]), { provide: ANIMATION_MODULE_TYPE, useValue: 'NoopAnimations' }] });
  signInWith(...rights);
  const fixture = TestBed.createComponent(component);
  await rest(fixture);
  return { fixture, element: fixture.nativeElement as HTMLElement };
};
const press = async (fixture: ComponentFixture<unknown>, name: string | RegExp, root: ParentNode = document): Promise<void> => { button(name, root)?.click(); await rest(fixture); };
const openAda = async (fixture: ComponentFixture<unknown>): Promise<void> => { document.querySelector<HTMLElement>('tr.row')?.click(); await rest(fixture); };

afterEach(() => { document.querySelectorAll('.cdk-overlay-container').forEach((overlay) => overlay.replaceChildren()); });

describe('users and roles', () => {
  it('say which roles somebody holds where', async () => {
    const { element } = await draw(UsersPage, api(), ...ALL);
    expect(words(element.querySelector('tr.row'))).toContain('Platform administrator, Cluster viewer · prod-eu');
  });

  it('are not shown to somebody who may read neither', async () => {
    const fake = api();
    const { element } = await draw(UsersPage, fake, 'clusters:read');
    expect(words(element)).toContain('You have no right to see this');
    expect(fake.sent).toEqual([]);
  });

  it('show only the tab that may be read', async () => {
    const { element } = await draw(UsersPage, api(), 'roles:read');
    expect([...element.querySelectorAll('[role=tab]')].map((tab) => words(tab))).toEqual(['Roles']);
  });

  it('offer nothing but looking to an auditor', async () => {
    const { fixture, element } = await draw(UsersPage, api(), 'users:read', 'roles:read', 'bindings:read');
    expect(button('Add person')).toBeUndefined();
    await openAda(fixture);
    expect(words(element.querySelector('hk-person-panel'))).toContain('Platform administrator');
    expect(button(/Take away|Disable|Delete|Rename|Reset/)).toBeUndefined();
  });

  it('show a password that was made here once, and lead to the first role', async () => {
    const fake = api().on('POST /users', (order: UserSummary) => ({ ...ada, id: 'u2', login: order.login, roles: [] }));
    const { fixture, element } = await draw(UsersPage, fake, ...ALL);
    await press(fixture, 'Add person');
    const panel = (): Element => element.querySelector('hk-create-person') ?? element;
    type(control('Name', panel()), ' Li Wei ');
    type(control('Login', panel()), 'li.wei');
    await press(fixture, 'Add person', panel());
    const sent = fake.sent.find(({ request }) => request === 'POST /users')?.body as { password: string; displayName: string };
    expect(sent.displayName).toBe('Li Wei');
    expect(words(panel().querySelector('code'))).toBe(sent.password);
    expect(button('Give a role', panel())).toBeDefined();
  });

  it('say under the login that it is taken, and keep what was typed', async () => {
    const { fixture, element } = await draw(UsersPage, api().on('POST /users', problem(409, 'login-taken', 'taken')), ...ALL);
    await press(fixture, 'Add person');
    const panel = element.querySelector('hk-create-person') ?? element;
    type(control('Name', panel), 'Li');
    type(control('Login', panel), 'li');
    await press(fixture, 'Add person', panel);
    expect(words(panel)).toContain('This login is taken');
    expect(control('Login', panel)?.value).toBe('li');
  });

  it('give a role on a cluster', async () => {
    const fake = api().on('POST /bindings', { id: 'b3' });
    const { fixture, element } = await draw(UsersPage, fake, ...ALL);
    await openAda(fixture);
    const panel = element.querySelector('hk-person-roles') ?? element;
    type(control('Give a role', panel), 'cluster-viewer');
    await rest(fixture);
    type(control('On the cluster', panel), 'c1');
    await rest(fixture);
    await press(fixture, 'Give the role Cluster viewer', panel);
    expect(fake.sent.find(({ request }) => request === 'POST /bindings')?.body).toEqual({ userId: 'u1', roleId: 'cluster-viewer', scope: { kind: 'cluster', clusterId: 'c1' } });
  });

  it('explain that the last administrator stays', async () => {
    const { fixture, element } = await draw(UsersPage, api().on('DELETE /bindings/b1', problem(409, 'last-administrator', 'last')), ...ALL);
    await openAda(fixture);
    await press(fixture, 'Take away Platform administrator', element);
    await rest(fixture);
    await press(fixture, 'Take away Platform administrator', document.querySelector('hk-confirm-dialog') ?? document);
    await rest(fixture);
    expect(words(element)).toContain('last administrator who can sign in');
  });

  it('show the link of a password reset', async () => {
    const { fixture, element } = await draw(UsersPage, api().on('POST /users/u1/password-resets', { token: 'secret', expiresAt: '2030-01-01T00:00:00.000Z' }), ...ALL);
    await openAda(fixture);
    await press(fixture, 'Reset password', element.querySelector('hk-person-panel') ?? element);
    await rest(fixture);
    await press(fixture, 'Reset password of ada', document.querySelector('hk-confirm-dialog') ?? document);
    await rest(fixture);
    expect(words(element.querySelector('hk-person-panel'))).toContain('/password#token=secret');
  });
});

describe('a password made here', () => {
  it('is long, never the same, and has no letter that looks like another', () => {
    const made = Array.from({ length: 200 }, newPassword);
    expect(new Set(made).size).toBe(200);
    expect(made.every((password) => /^[a-zA-Z3-9]{5}(-[a-zA-Z3-9]{5}){3}$/.test(password) && !/[lIoO0S5Z2B8]/.test(password))).toBe(true);
  });
});
