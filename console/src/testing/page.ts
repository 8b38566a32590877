import { TestBed, type ComponentFixture } from '@angular/core/testing';
import type { Session as SessionView } from '@hyperkuber/contracts';
import { Session } from '../app/session/session';

/** Signs somebody in who may do these things everywhere: `clusters:read`. */
export const signInWith = (...rights: readonly string[]): void => {
  const permissions = rights.map((right) => { const [module = '', action = ''] = right.split(':'); return { module, action, clusterIds: null }; });
  const session: SessionView = { person: { id: 'me', login: 'mara', displayName: 'Mara', language: 'en', theme: 'system' }, csrfToken: 't', expiresAt: '2030-01-01T00:00:00.000Z', permissions };
  TestBed.inject(Session).accept(session);
};

/** Lets requests, lazy parts and drawing come to rest. */
export const rest = async (fixture?: ComponentFixture<unknown>): Promise<void> => {
  for (let turn = 0; turn < 6; turn += 1) {
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    await fixture?.whenStable();
  }
};

const named = (element: Element): string => (element.getAttribute('aria-label') ?? element.textContent).replace(/\s+/g, ' ').trim();

/** The button or link with this name, anywhere in the document. */
export const button = (name: string | RegExp, root: ParentNode = document): HTMLElement | undefined =>
  [...root.querySelectorAll<HTMLElement>('button, a, [role=tab]')].find((each) => (typeof name === 'string' ? named(each) === name : name.test(named(each))));

/** The control with this label. */
export const control = (label: string, root: ParentNode = document): HTMLInputElement | undefined => {
  const found = [...root.querySelectorAll('label')].find((each) => each.textContent.replace(/ · optional$/, '').trim() === label);
  return found === undefined ? undefined : ((root.querySelector(`[id="${found.htmlFor}"]`) ?? found.querySelector('input')) as HTMLInputElement | undefined);
};

export const type = (input: HTMLInputElement | undefined, text: string): void => {
  if (input === undefined) throw new Error('There is no such control.');
  input.value = text;
  input.dispatchEvent(new Event(input instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
};

export const words = (root: Element | null | undefined = document.body): string => (root?.textContent ?? '').replace(/\s+/g, ' ').trim();
