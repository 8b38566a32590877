import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, type Type } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { provideTestTexts } from '../../../testing/texts';
import { Setup } from './setup';
import { SignIn } from './sign-in';

@Component({ template: '' })
class Page {}

const session = { person: { id: '1', login: 'mara', displayName: 'Mara', language: 'en', theme: 'system' }, csrfToken: 't', expiresAt: '2030-01-01T00:00:00.000Z', permissions: [] };

const draw = async <T>(component: Type<T>): Promise<{ fixture: ComponentFixture<T>; http: HttpTestingController; element: HTMLElement }> => {
  TestBed.configureTestingModule({ providers: [provideTestTexts(), provideHttpClient(), provideHttpClientTesting(), provideRouter([{ path: '**', component: Page }])] });
  const fixture = TestBed.createComponent(component);
  fixture.detectChanges();
  return { fixture, http: TestBed.inject(HttpTestingController), element: fixture.nativeElement as HTMLElement };
};

const fill = (element: HTMLElement, name: string, value: string): void => {
  const input = element.querySelector<HTMLInputElement>(`[name=${name}]`);
  if (input === null) throw new Error(`no field ${name}`);
  input.value = value;
  input.dispatchEvent(new Event('input'));
};
const submit = (element: HTMLElement): void => { element.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true })); };
const settled = async (fixture: ComponentFixture<unknown>): Promise<void> => { await new Promise((resolve) => { setTimeout(resolve); }); await fixture.whenStable(); };

describe('signing in', () => {
  it('says in plain words that login or password is wrong, and keeps the login', async () => {
    const { fixture, http, element } = await draw(SignIn);
    http.expectOne('/api/v1/setup').flush({ required: false });
    fill(element, 'login', 'mara');
    fill(element, 'password', 'wrong');
    submit(element);
    http.expectOne('/api/v1/sessions').flush({ type: 'urn:hyperkuber:problem:credentials', title: 'x' }, { status: 401, statusText: 'x' });
    await settled(fixture);
    expect(element.querySelector('[role=alert]')?.textContent).toContain('wrong');
    expect(element.querySelector<HTMLInputElement>('[name=login]')?.value).toBe('mara');
  });

  it('goes where the person wanted to go', async () => {
    const { fixture, http, element } = await draw(SignIn);
    http.expectOne('/api/v1/setup').flush({ required: false });
    fixture.componentRef.setInput('return', '/clusters?q=a');
    fill(element, 'login', ' mara ');
    fill(element, 'password', 'right');
    submit(element);
    const request = http.expectOne('/api/v1/sessions');
    expect(request.request.body).toEqual({ login: 'mara', password: 'right' });
    request.flush(session);
    await settled(fixture);
    expect(TestBed.inject(Router).url).toBe('/clusters?q=a');
  });

  it('sends nothing without both', async () => {
    const { http, element } = await draw(SignIn);
    fill(element, 'login', 'mara');
    submit(element);
    http.expectNone('/api/v1/sessions');
  });

  it('tells who starts afresh where the set-up link is', async () => {
    const { fixture, http, element } = await draw(SignIn);
    http.expectOne('/api/v1/setup').flush({ required: true });
    await settled(fixture);
    expect(element.textContent).toContain('set-up link');
  });
});

describe('setting up', () => {
  const begin = async (hash: string): ReturnType<typeof draw<Setup>> => {
    window.location.hash = hash;
    return draw(Setup);
  };

  it('explains an address without a token', async () => {
    const { element } = await begin('');
    expect(element.querySelector('form')).toBeNull();
    expect(element.textContent).toContain('full link');
  });

  it('says what is missing under each field and sends nothing', async () => {
    const { fixture, http, element } = await begin('#token=abc');
    fill(element, 'password', 'short');
    submit(element);
    await settled(fixture);
    http.expectNone('/api/v1/setup');
    expect(element.querySelector('[name=password]')?.getAttribute('aria-invalid')).toBe('true');
    expect(element.textContent).toContain('At least 12 characters');
  });

  it('makes the account, which is signed in at once', async () => {
    const { fixture, http, element } = await begin('#token=abc');
    fill(element, 'name', 'Mara');
    fill(element, 'password', 'correct horse battery');
    submit(element);
    const request = http.expectOne('/api/v1/setup');
    expect(request.request.body).toEqual({ token: 'abc', login: 'admin', displayName: 'Mara', password: 'correct horse battery' });
    request.flush(session);
    await settled(fixture);
    expect(TestBed.inject(Router).url).toBe('/');
  });

  it('shows what the server finds under its field', async () => {
    const { fixture, http, element } = await begin('#token=abc');
    fill(element, 'name', 'Mara');
    fill(element, 'password', 'correct horse battery');
    submit(element);
    http.expectOne('/api/v1/setup').flush({ type: 'urn:hyperkuber:problem:invalid-input', errors: [{ path: 'login', message: 'is taken' }] }, { status: 400, statusText: 'x' });
    await settled(fixture);
    expect(element.textContent).toContain('is taken');
  });
});
