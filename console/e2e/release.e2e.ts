import type { Locator, Page } from '@playwright/test';
import { expect, test } from './journey';
import { ADA, Api, CLUSTERS, manifests } from './world';

const DEED = { deploy: /^Release revision \d+ to 3 clusters, 2 of them production$/, rollback: /^Roll shop back on 3 clusters, 2 of them production$/ };

const openFile = async (page: Page, text: string): Promise<void> => {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Open files' }).click()]);
  await chooser.setFiles({ name: 'shop.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
  await expect(page.getByText('3 objects:')).toBeVisible();
};

const openShop = async (page: Page): Promise<void> => {
  await page.goto('/applications');
  await page.getByRole('link', { name: 'shop', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'shop', level: 1 })).toBeVisible();
};

/** A release to production asks for the name of what it changes. */
const confirmAndStart = async (page: Page, deed: RegExp): Promise<void> => {
  const start = page.getByRole('button', { name: deed });
  await expect(page.getByText('Type the name of the application first')).toBeVisible();
  await page.getByLabel('Type shop to confirm').fill('shop');
  await start.click();
  await expect(page.getByText('What happens next:')).toBeVisible();
};

const cell = (page: Page, cluster: string): Locator => page.getByRole('region', { name: 'Wave 1' }).getByRole('button', { name: cluster });

const becomesEverywhere = async (page: Page, word: string): Promise<void> => {
  for (const [name] of CLUSTERS) await expect(cell(page, name)).toContainText(word);
};

test.describe.configure({ mode: 'serial' });

test.beforeEach(async ({ page }) => {
  await (await Api.signIn(page, ADA)).clusters();
});

test('an application is written, its mistake shown at its line, and released to three clusters', async ({ page }) => {
  await page.goto('/applications');
  await page.getByRole('link', { name: 'New application' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('shop');
  await page.getByRole('button', { name: 'Create and write the first revision' }).click();
  await expect(page.getByText('No object yet')).toBeVisible();
  await openFile(page, manifests('teal'));
  await expect(page.getByText('1 ConfigMap, 1 Deployment, 1 Service')).toBeVisible();

  await page.getByRole('textbox', { name: 'Manifests' }).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('- mistake');
  const line = manifests('teal').split('\n').length;
  const fault = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: `Line ${String(line)}` }) });
  await expect(fault).toContainText('Not valid YAML');
  await fault.getByRole('button').click();
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Delete');
  await expect(fault).toHaveCount(0);
  await page.getByRole('button', { name: 'Save and release' }).click();

  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('checkbox', { name: 'All clusters that can be released to' }).check();
  await expect(page.getByText('3 clusters chosen')).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText(/^\d+ to create$/)).toBeVisible();
  await page.getByRole('button', { name: 'staging' }).click();
  await expect(page.getByRole('main')).toContainText('Deployment');
  await confirmAndStart(page, DEED.deploy);

  await becomesEverywhere(page, 'Done');
  await expect(page.getByText('3 of 3 done')).toBeVisible();
  await expect(page.getByText('Everything is in place and well.')).toBeVisible();
  await cell(page, 'prod-eu').click();
  await expect(page.getByRole('complementary', { name: 'prod-eu' })).toContainText('Deployment');
  await page.screenshot({ path: test.info().outputPath('release.png') });
});

test('a release whose image cannot be pulled fails and says so', async ({ page }) => {
  await openShop(page);
  await page.getByRole('link', { name: 'New revision' }).click();
  await expect(page.getByText('Starts from revision 1.')).toBeVisible();
  await openFile(page, manifests('red', 'image-pull-fail'));
  await page.getByRole('button', { name: 'Save and release' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('3 clusters chosen')).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Time to become well, in seconds').fill('10');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText(/^\d+ to change$/)).toBeVisible();
  await confirmAndStart(page, DEED.deploy);

  await becomesEverywhere(page, 'An image cannot be pulled');
  await expect(page.getByText('retry what failed, or roll back.')).toBeVisible();
  await cell(page, 'staging').click();
  const panel = page.getByRole('complementary', { name: 'staging' });
  await expect(panel).toContainText('Check name, tag and the access to the registry.');
  await expect(panel).toContainText('image cannot be pulled');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
});

test('a roll-back brings back what was well', async ({ page }) => {
  await openShop(page);
  await page.getByRole('link', { name: 'See why' }).click();
  await page.getByRole('button', { name: 'Roll back' }).click();
  await confirmAndStart(page, DEED.rollback);
  await becomesEverywhere(page, 'Done');
  await expect(page.getByText('Everything is in place and well.')).toBeVisible();
  await page.getByRole('link', { name: 'shop', exact: true }).first().click();
  await expect(page.getByText('Well everywhere')).toBeVisible();
});
