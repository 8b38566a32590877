import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { provideTestTexts } from '../../../testing/texts';
import { urlParam } from './url-params';

@Component({ template: '{{ query() }}|{{ sort() }}' })
class Page {
  readonly query = urlParam('q');
  readonly sort = urlParam('sort', 'name');
}

const open = async (url: string): Promise<{ page: Page; url: () => string; settle: () => Promise<void> }> => {
  TestBed.configureTestingModule({ providers: [provideTestTexts(), provideRouter([{ path: '**', component: Page }])] });
  const harness = await RouterTestingHarness.create();
  const page = await harness.navigateByUrl(url, Page);
  const settle = async (): Promise<void> => { await harness.fixture.whenStable(); await new Promise((resolve) => { setTimeout(resolve); }); };
  return { page, url: () => TestBed.inject(Router).url, settle };
};

describe('state in the address', () => {
  it('is read from it, or falls back', async () => {
    const { page } = await open('/list?q=web');
    expect([page.query(), page.sort()]).toEqual(['web', 'name']);
  });

  it('is written to it, several changes at once, and nothing else is lost', async () => {
    const { page, url, settle } = await open('/list?other=1');
    page.query.set('cart');
    page.sort.set('-age');
    await settle();
    expect(url()).toBe('/list?other=1&q=cart&sort=-age');
  });

  it('leaves the address plain when it is what it would be anyway', async () => {
    const { page, url, settle } = await open('/list?q=web&sort=-age');
    page.query.set('');
    page.sort.set('name');
    await settle();
    expect(url()).toBe('/list');
  });

  it('follows the address', async () => {
    const { page, settle } = await open('/list?q=web');
    await TestBed.inject(Router).navigateByUrl('/list?q=cart');
    await settle();
    expect(page.query()).toBe('cart');
  });
});
