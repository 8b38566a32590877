import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Session as SessionView } from '@hyperkuber/contracts';
import { provideTestTexts } from '../../testing/texts';
import { Session } from './session';
import { ownPath, signedIn } from './session.guard';
import { sessionInterceptor } from './session.interceptor';

@Component({ template: 'page' })
class Page {}

const view: SessionView = {
  person: { id: '1', login: 'mara', displayName: 'Mara', language: 'en', theme: 'system' }, csrfToken: 'secret', expiresAt: '2030-01-01T00:00:00.000Z',
  permissions: [{ module: 'clusters', action: 'read', clusterIds: ['c1'] }, { module: 'users', action: '*', clusterIds: null }],
};

const set = (): { session: Session; http: HttpTestingController; client: HttpClient } => {
  TestBed.configureTestingModule({ providers: [provideTestTexts(), provideHttpClient(withInterceptors([sessionInterceptor])), provideHttpClientTesting(), provideRouter([{ path: 'sign-in', component: Page }, { path: '**', component: Page, canActivate: [signedIn] }])] });
  return { session: TestBed.inject(Session), http: TestBed.inject(HttpTestingController), client: TestBed.inject(HttpClient) };
};

describe('a session', () => {
  it('leads somebody who is not signed in to the sign-in page, and remembers where they wanted to go', async () => {
    const { http } = set();
    const harness = RouterTestingHarness.create('/clusters?q=prod');
    await Promise.resolve();
    await new Promise((resolve) => { setTimeout(resolve); });
    http.expectOne('/api/v1/sessions/current').flush(null, { status: 401, statusText: 'x' });
    await harness;
    expect(TestBed.inject(Router).url).toBe('/sign-in?return=%2Fclusters%3Fq%3Dprod');
  });

  it('asks the server once', async () => {
    const { session, http } = set();
    const both = Promise.all([session.isSignedIn(), session.isSignedIn()]);
    http.expectOne('/api/v1/sessions/current').flush(view);
    expect(await both).toEqual([true, true]);
    expect(session.person()?.login).toBe('mara');
  });

  it('asks again after a failure that is no answer', async () => {
    const { session, http } = set();
    const first = session.isSignedIn();
    http.expectOne('/api/v1/sessions/current').error(new ProgressEvent('error'));
    expect(await first).toBe(false);
    void session.isSignedIn();
    http.expectOne('/api/v1/sessions/current');
  });

  it('sends the token with a change and never to another host', () => {
    const { session, http, client } = set();
    session.accept(view);
    client.delete('/api/v1/clusters/1').subscribe();
    client.delete('https://elsewhere.example/').subscribe();
    client.get('/api/v1/clusters').subscribe();
    expect(http.expectOne('/api/v1/clusters').request.headers.has('X-HK-CSRF')).toBe(false);
    expect(http.expectOne('/api/v1/clusters/1').request.headers.get('X-HK-CSRF')).toBe('secret');
    expect(http.expectOne('https://elsewhere.example/').request.headers.has('X-HK-CSRF')).toBe(false);
  });

  it('is forgotten when the server says that it has ended', () => {
    const { session, http, client } = set();
    session.accept(view);
    client.get('/api/v1/clusters').subscribe({ error: () => undefined });
    http.expectOne('/api/v1/clusters').flush(null, { status: 401, statusText: 'x' });
    expect(session.person()).toBeNull();
  });

  it('offers what a permission grants, per cluster', () => {
    const { session } = set();
    session.accept(view);
    expect([session.may('clusters', 'read', 'c1'), session.may('clusters', 'read', 'c2'), session.may('clusters', 'read'), session.may('clusters', 'delete'), session.may('users', 'create')]).toEqual([true, false, true, false, true]);
  });
});

describe('a return address', () => {
  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/sign-in?return=/', '', null])('%p is not taken', (address) => { expect(ownPath(address)).toBe('/'); });
  it('is taken when it is a path of the console', () => { expect(ownPath('/clusters/1?tab=nodes')).toBe('/clusters/1?tab=nodes'); });
});
