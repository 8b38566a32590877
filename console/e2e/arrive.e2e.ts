import { parse } from 'yaml';
import { expect, stage, test } from './journey';
import { ADA, Api, CLUSTERS } from './world';

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string } }[];
}

test.describe.configure({ mode: 'serial' });

test('a new administrator opens the set-up link and lands on the empty home', async ({ page }) => {
  await page.goto(`/setup#token=${stage().setupToken}`);
  await expect(page.getByRole('heading', { name: 'Set up HyperKuber' })).toBeVisible();
  await page.getByLabel('Login').fill(ADA.login);
  await page.getByLabel('Your name').fill(ADA.name);
  await page.getByLabel('Password').fill('too short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('At least 12 characters')).toBeVisible();
  await page.getByLabel('Password').fill(ADA.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: `Hello ${ADA.name}` })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'From nothing to the first release' })).toBeVisible();

  await page.goto(`/setup#token=${stage().setupToken}`);
  await page.reload();
  await page.getByLabel('Your name').fill('Somebody else');
  await page.getByLabel('Password').fill('the same link once more');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('This set-up link is used up or wrong.')).toBeVisible();
});

test('the first cluster is added step by step, and a wrong credential is explained', async ({ page }) => {
  const api = await Api.signIn(page, ADA);
  const kubeconfig = stage().clusters[0]?.kubeconfig ?? '';
  const { server, 'certificate-authority-data': authority } = (parse(kubeconfig) as Kubeconfig).clusters[0]?.cluster ?? { server: '', 'certificate-authority-data': '' };
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Clusters' }).click();
  await expect(page.getByText('Connect the first one with a kubeconfig or a token')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Add cluster' }).first().click();

  await page.getByRole('radio', { name: /^Token/ }).check();
  await page.getByLabel('API server').fill(server);
  await page.getByLabel('Certificate authority').fill(Buffer.from(authority, 'base64').toString());
  await page.getByLabel('Token', { exact: true }).fill('not-a-token-of-this-cluster');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Credential not accepted (401)').first()).toBeVisible();
  await expect(page.getByText('The cluster does not know this credential')).toBeVisible();
  await expect(page.getByText('A cluster can be added once it answers and accepts the credential.')).toBeVisible();

  await page.getByRole('button', { name: 'Change the credential' }).click();
  await page.getByRole('radio', { name: /^Kubeconfig/ }).check();
  await page.getByRole('textbox', { name: 'Kubeconfig' }).fill(kubeconfig);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('The cluster answers and accepts the credential.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Count the nodes' })).toContainText('2 / 2 ready');
  await page.getByRole('button', { name: 'Next' }).click();
  const [name] = CLUSTERS[0];
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByLabel('Environment').selectOption({ label: 'production' });
  await page.getByRole('button', { name: `Add cluster ${name}` }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByText('Well', { exact: true }).first()).toBeVisible();

  await api.clusters();
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Clusters' }).click();
  await expect(page.getByText('All well: 3 clusters')).toBeVisible();
});
