import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './journey';
import { ADA, Api } from './world';

interface Places {
  readonly cluster: string;
  readonly release: string;
}

const placesOf = async (page: Page): Promise<Places> => {
  const api = await Api.signIn(page, ADA);
  const release = await api.release();
  return { cluster: (await api.clusters()).get('staging') ?? '', release };
};

const pages = ({ cluster, release }: Places): readonly string[] =>
  ['/', '/clusters', `/clusters/${cluster}`, '/clusters/new', '/applications', '/applications/new', '/releases', `/releases/${release}`, `/releases/${release}?tab=plan`, '/releases/new', '/users', '/users?tab=roles', '/profile'];

/** The page has drawn itself: its heading is there and nothing is a placeholder any more. */
const open = async (page: Page, address: string): Promise<void> => {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.locator('.hk-skeleton')).toHaveCount(0);
};

test('everything can be reached with the keyboard', async ({ page }) => {
  await placesOf(page);
  await open(page, '/');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search' }).pressSequentially('stag');
  await expect(page.getByRole('option', { name: /^staging/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'staging', level: 1 })).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page.getByRole('row').filter({ hasText: 'prod-eu' })).toBeVisible();
  const help = page.getByRole('button', { name: 'Keyboard map' });
  await help.focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard map' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(help).toBeFocused();

  const row = page.getByRole('row');
  await page.keyboard.press('j');
  await expect(row.filter({ hasText: 'prod-eu' })).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.type('prod-us');
  await expect(row.filter({ hasText: 'prod-eu' })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(row.filter({ hasText: 'prod-us' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'prod-us', level: 1 })).toBeVisible();
});

test('on a phone everything has its place and nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const places = await placesOf(page);
  for (const address of pages(places)) {
    await open(page, address);
    const wide = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll('main')].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map(({ tagName, scrollWidth }) => `${tagName} ${String(scrollWidth)}`));
    expect(wide, `scrolls sideways at ${address}`).toEqual([]);
  }
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Clusters' }).click();
  const rows = page.getByRole('list', { name: 'Clusters' }).getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: 'prod-eu' })).toContainText('Well');
  await rows.filter({ hasText: 'staging' }).click();
  await expect(page.getByRole('heading', { name: 'staging', level: 1 })).toBeVisible();

  await page.goto(`/releases/${places.release}`);
  await page.getByRole('button', { name: 'prod-us' }).click();
  const target = page.getByRole('dialog', { name: 'prod-us' });
  await expect(target).toContainText('Done');
  await target.getByRole('button', { name: 'Close' }).click();
  await expect(target).toHaveCount(0);
  await page.getByRole('tab', { name: 'Plan' }).click();
  await expect(page.getByRole('main').getByRole('button', { name: 'prod-us' })).toBeVisible();
});

test('no page has a fault that axe finds, light or dark', async ({ page }) => {
  const places = await placesOf(page);
  const found: string[] = [];
  const look = async (address: string): Promise<void> => {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    found.push(...violations.map(({ id, help, nodes }) => `${address}: ${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).slice(0, 3).join(' | ')}`));
  };
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const address of pages(places)) {
      await open(page, address);
      await look(`${colorScheme} ${address}`);
    }
  }
  expect(found).toEqual([]);
});

// Last: the language may stay with the account.
test('the console speaks Chinese and is dark when asked to', async ({ page }) => {
  const places = await placesOf(page);
  await open(page, '/');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: '中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: '账号' }).click();
  await page.getByRole('menuitemradio', { name: '深色' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Escape');

  const keys = new Set(Object.keys(JSON.parse(readFileSync(resolve(import.meta.dirname, '../public/i18n/en.json'), 'utf8')) as Record<string, string>));
  for (const address of pages(places)) {
    await open(page, address);
    await expect(page.getByRole('navigation', { name: '菜单' }).getByRole('link', { name: '集群' })).toBeVisible();
    await expect(page).toHaveTitle(/\p{Script=Han}/u);
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(14, 19, 26)');
    const words = (await page.locator('body').innerText()).split(/\s+/);
    expect(words.filter((word) => keys.has(word) && word.includes('.')), `untranslated at ${address}`).toEqual([]);
  }
  await page.goto(`/releases/${places.release}`);
  await expect(page.getByText('一切就位且健康')).toBeVisible();
});
