import { expect, test } from './journey';
import { ADA, Api, VERA } from './world';

test('a viewer sees the one cluster of their role and is offered no change', async ({ page }) => {
  const api = await Api.signIn(page, ADA);
  const clusters = await api.clusters();
  await api.release();

  await page.goto('/users');
  await page.getByRole('button', { name: 'Add person' }).click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('textbox', { name: 'Name' }).fill(VERA.name);
  await panel.getByRole('textbox', { name: 'Login' }).fill(VERA.login);
  await panel.getByRole('checkbox').uncheck();
  await panel.getByLabel('Password', { exact: true }).fill(VERA.password);
  await panel.getByRole('button', { name: 'Add person' }).click();
  await panel.getByRole('button', { name: 'Give a role' }).click();
  await panel.getByLabel('Give a role').selectOption({ label: 'Cluster viewer' });
  await panel.getByLabel('On the cluster').selectOption(clusters.get('staging') ?? '');
  await panel.getByRole('button', { name: 'Give the role Cluster viewer' }).click();
  await expect(page.getByText('vera now is Cluster viewer')).toBeVisible();

  await page.getByRole('button', { name: 'Account of' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByLabel('Login').fill(VERA.login);
  await page.getByLabel('Password').fill('not her password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Login or password is wrong.')).toBeVisible();
  await page.getByLabel('Password').fill(VERA.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: `Account of ${VERA.name}` })).toBeVisible();

  const menu = page.getByRole('navigation', { name: 'Menu' });
  await menu.getByRole('link', { name: 'Clusters' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'staging' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'prod-' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Add cluster' })).toHaveCount(0);
  await page.getByRole('link', { name: 'staging', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'staging', level: 1 })).toBeVisible();
  for (const name of ['Edit', 'Actions']) await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  await expect(menu.getByRole('link', { name: 'Users & roles' })).toHaveCount(0);
  await menu.getByRole('link', { name: 'Releases' }).click();
  await expect(page.getByRole('heading', { name: 'Releases', level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: 'New release' })).toHaveCount(0);

  for (const address of ['/users', '/releases/new', '/clusters/new']) {
    await page.goto(address);
    await expect(page.getByText('You have no right to see this')).toBeVisible();
  }
  await page.goto(`/clusters/${clusters.get('prod-eu') ?? ''}`);
  await expect(page.getByText('It was removed, or your roles do not include it.')).toBeVisible();
});
