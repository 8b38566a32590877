import { DOCUMENT } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { FakeApi, problem, provideFakeApi } from '../../../testing/fake-api';
import { button, control, rest, type, words } from '../../../testing/page';
import { provideTestTexts } from '../../../testing/texts';
import { NewPassword } from './new-password';

const draw = async (api: FakeApi, hash: string): Promise<{ fixture: ComponentFixture<NewPassword>; element: HTMLElement; send: (first: string, again: string) => Promise<void> }> => {
  document.location.hash = hash;
  TestBed.configureTestingModule({ providers: [provideTestTexts(), provideFakeApi(api), provideRouter([]), { provide: DOCUMENT, useValue: document }] });
  const fixture = TestBed.createComponent(NewPassword);
  await rest(fixture);
  const element = fixture.nativeElement as HTMLElement;
  const send = async (first: string, again: string): Promise<void> => {
    type(control('New password', element), first);
    type(control('New password again', element), again);
    element.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await rest(fixture);
  };
  return { fixture, element, send };
};

describe('choosing a new password', () => {
  it('sends the token of the link and leads to the sign-in', async () => {
    const api = new FakeApi().on('POST /password-resets/completions', true);
    const { element, send } = await draw(api, '#token=t1');
    await send('a long sentence', 'a long sentence');
    expect(api.sent).toEqual([{ request: 'POST /password-resets/completions', body: { token: 't1', newPassword: 'a long sentence' } }]);
    expect(button('Go to sign-in', element)).toBeDefined();
  });

  it('asks for the same password twice', async () => {
    const api = new FakeApi();
    const { element, send } = await draw(api, '#token=t1');
    await send('a long sentence', 'a long sentenc');
    expect(words(element)).toContain('The two are not the same');
    expect(api.sent).toEqual([]);
  });

  it('says that a link is used up', async () => {
    const { element, send } = await draw(new FakeApi().on('POST /password-resets/completions', problem(410, 'link-refused', '')), '#token=t1');
    await send('a long sentence', 'a long sentence');
    expect(words(element.querySelector('[role=alert]'))).toContain('used up or has expired');
  });

  it('says that the address is not whole', async () => {
    const { element } = await draw(new FakeApi(), '');
    expect(words(element)).toContain('This address has no token');
    expect(control('New password', element)).toBeUndefined();
  });
});
