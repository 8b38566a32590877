import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Component } from '@angular/core';
import { provideRouter, Router } from '@angular/router';
import { jest } from '@jest/globals';
import type { ProbeReport } from '@hyperkuber/contracts';
import { FakeApi, problem, provideFakeApi } from '../../../testing/fake-api';
import { button, control, rest, signInWith, type, words } from '../../../testing/page';
import { provideTestTexts } from '../../../testing/texts';
import { AddCluster } from './add-cluster';

jest.setTimeout(20_000);

@Component({ template: '' })
class Page {}

const report = (change: Partial<ProbeReport> = {}): ProbeReport => ({
  state: 'healthy', code: 'ok', detail: '', latencyMs: 7, checkedAt: '2026-01-01T00:00:00.000Z', identity: 'robot', contexts: [],
  steps: [{ step: 'version', outcome: 'ok', code: 'ok', detail: '' }, { step: 'nodes', outcome: 'ok', code: 'ok', detail: '' }],
  facts: { version: 'v1.37.2', nodes: { total: 3, ready: 3 }, capacity: null, apiGroups: ['apps'] }, permissions: [], warnings: [], ...change,
});
const broken = report({
  state: 'unreachable', code: 'tls-name', detail: 'The certificate is for kubernetes.default.',
  steps: [{ step: 'version', outcome: 'failed', code: 'tls-name', detail: 'The certificate is for kubernetes.default.' }, { step: 'nodes', outcome: 'skipped', code: 'skipped', detail: 'Not looked at.' }],
});

const draw = async (api: FakeApi, ...rights: readonly string[]): Promise<ComponentFixture<AddCluster>> => {
  TestBed.configureTestingModule({ providers: [provideTestTexts(), provideFakeApi(api), provideRouter([{ path: '**', component: Page }])] });
  signInWith(...rights);
  const fixture = TestBed.createComponent(AddCluster);
  await rest(fixture);
  return fixture;
};
const press = async (fixture: ComponentFixture<AddCluster>, name: string | RegExp): Promise<void> => { button(name)?.click(); await rest(fixture); };
const paste = (text: string): void => type(control('Kubeconfig', document.querySelector('hk-file-text') ?? document), text);

describe('adding a cluster', () => {
  it('is not offered to somebody who may not', async () => {
    const fixture = await draw(new FakeApi(), 'clusters:read');
    expect(words(fixture.nativeElement)).toContain('You have no right to see this');
    expect(button('Next')).toBeUndefined();
  });

  it('asks for the credential before anything is tried', async () => {
    const api = new FakeApi();
    const fixture = await draw(api, 'clusters:create');
    await press(fixture, 'Next');
    expect(words(fixture.nativeElement)).toContain('Required');
    expect(api.sent).toEqual([]);
  });

  it('says in words what the probe found and what to do, and does not go on', async () => {
    const fixture = await draw(new FakeApi().on('POST /clusters/trials', broken), 'clusters:create');
    paste('apiVersion: v1');
    await press(fixture, 'Next');
    const text = words(fixture.nativeElement.querySelector('hk-probe-report'));
    expect(text).toContain('Certificate for another name');
    expect(text).toContain('set tls-server-name in the kubeconfig');
    expect(text).toContain('not looked at');
    await press(fixture, 'Next');
    expect(control('Name')).toBeUndefined();
    expect(words(fixture.nativeElement)).toContain('once it answers and accepts the credential');
  });

  it('says what is known and what to beware of when it works', async () => {
    const warnings = [{ code: 'not-revocable', detail: '' }, { code: 'private-authority', detail: `Compare: ${Array.from({ length: 32 }, () => 'AB').join(':')}` }];
    const fixture = await draw(new FakeApi().on('POST /clusters/trials', report({ warnings })), 'clusters:create');
    paste('apiVersion: v1');
    await press(fixture, 'Next');
    const text = words(fixture.nativeElement.querySelector('hk-probe-report'));
    expect(text).toContain('v1.37.2 · 7 ms');
    expect(text).toContain('3 / 3 ready');
    expect(text).toContain('system:masters');
    expect(text).toContain('AB:AB:AB');
  });

  it('lets another context be chosen and looks again', async () => {
    const api = new FakeApi().on('POST /clusters/trials', report({ contexts: ['admin@blue', 'admin@green'] }));
    const fixture = await draw(api, 'clusters:create');
    paste('apiVersion: v1');
    await press(fixture, 'Next');
    type(control('Context'), 'admin@green');
    await rest(fixture);
    expect(api.sent.map(({ body }) => body)).toEqual([
      { credential: { kind: 'kubeconfig', kubeconfig: 'apiVersion: v1' }, mode: 'direct' },
      { credential: { kind: 'kubeconfig', kubeconfig: 'apiVersion: v1', context: 'admin@green' }, mode: 'direct' },
    ]);
    await press(fixture, 'Next');
    expect(control('Name')?.value).toBe('green');
  });

  it('names what is wrong in a file that cannot be read, and keeps the file', async () => {
    const refused = problem(422, 'kubeconfig-refused', 'no');
    Object.assign(refused, { errors: [{ path: 'users.0.user.exec', message: 'A program is never run.' }] });
    const fixture = await draw(new FakeApi().on('POST /clusters/trials', refused), 'clusters:create');
    paste('kind: Config');
    await press(fixture, 'Next');
    expect(words(fixture.nativeElement)).toContain('A program is never run.');
    expect(control('Kubeconfig', document.querySelector('hk-file-text') ?? document)?.value).toBe('kind: Config');
  });

  it('registers with name, mode and labels and opens the cluster', async () => {
    const api = new FakeApi().on('POST /clusters/trials', report()).on('POST /clusters', (body: { name: string }) => ({ id: 'c1', name: body.name }));
    const fixture = await draw(api, 'clusters:create');
    paste('apiVersion: v1');
    await press(fixture, 'Next');
    await press(fixture, 'Next');
    type(control('Name'), 'Prod EU');
    await press(fixture, /^Add cluster/);
    expect(words(fixture.nativeElement)).toContain('Does not have the right form');
    type(control('Name'), 'prod-eu');
    await press(fixture, 'Add label');
    type(document.querySelector<HTMLInputElement>('[aria-label="Key of label 1"]') ?? undefined, 'region');
    await rest(fixture);
    type(document.querySelector<HTMLInputElement>('[aria-label="Value of label 1"]') ?? undefined, 'eu');
    await rest(fixture);
    await press(fixture, 'Add cluster prod-eu');
    expect(api.sent.at(-1)?.body).toEqual({ name: 'prod-eu', environment: 'other', mode: 'direct', labels: { region: 'eu' }, credential: { kind: 'kubeconfig', kubeconfig: 'apiVersion: v1' } });
    expect(TestBed.inject(Router).url).toBe('/clusters/c1');
  });

  it('leads to the cluster that is registered already', async () => {
    const api = new FakeApi().on('POST /clusters/trials', report()).on('POST /clusters', problem(409, 'cluster-already-registered', '', { clusterId: 'c7', name: 'blue' }));
    const fixture = await draw(api, 'clusters:create');
    paste('apiVersion: v1');
    await press(fixture, 'Next');
    await press(fixture, 'Next');
    type(control('Name'), 'green');
    await rest(fixture);
    await press(fixture, 'Add cluster green');
    expect(words(fixture.nativeElement)).toContain('registered already');
    expect(button('Open blue')?.getAttribute('href')).toBe('/clusters/c7');
  });
});
