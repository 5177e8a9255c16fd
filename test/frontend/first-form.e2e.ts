/** The form of `docs/frontend.md`, in a browser, in front of the subgraph and its sandbox. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserNote, browserTest, openBrowser } from '../support/browser.js';
import { described } from '../support/facts.js';
import { faults } from '../support/page-visit.js';
import { PAGE_BUILD } from '../support/start-page.js';
import { startTestSubgraph } from '../support/subgraph.js';

const TIMEOUT = 180_000;
const visit = openBrowser();
const folder = mkdtempSync(join(tmpdir(), 'contacts-first-form-'));
let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;

beforeAll(async () => {
  const [vite, command, ...config] = PAGE_BUILD;
  execFileSync(process.execPath, [vite, command, 'examples/frontend/first-form', ...config], {
    env: { ...process.env, PAGE_FOLDER: folder },
    stdio: 'pipe',
  });
  subgraph = await startTestSubgraph({ PROVIDER_DEADLINE_MS: '3000' });
});
afterAll(async () => {
  await subgraph.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The build serves its files, as a development server would; the subgraph serves the rest. */
async function open(page: Page, query: Readonly<Record<string, string>>): Promise<void> {
  const { origin } = new URL(subgraph.url);
  await page.route(
    ({ pathname }) => pathname === '/' || pathname.startsWith('/page/'),
    (route) => {
      const { pathname } = new URL(route.request().url());
      return route.fulfill({ path: join(folder, pathname === '/' ? 'index.html' : pathname) });
    },
  );
  await page.goto(`${origin}/?${new URLSearchParams(query)}`);
  await page.getByRole('button', { name: 'Submit' }).waitFor();
}

const submit = (page: Page) => page.getByRole('button', { name: 'Submit' }).click();
const says = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();

browserTest.each(described.map(({ provider, facts }) => [provider.id, facts] as const))(
  `%s: names missing values in words beside their fields, then adds the contact${browserNote}`,
  async (provider, facts) => {
    const { page, complaints } = await visit();
    const [[customerId] = ['']] = facts.sandbox.customers;
    await open(page, { provider, customerId });
    // The buttons of lists have names instead of icons.
    const add = await page.getByRole('button', { name: 'Add' }).first().boundingBox();
    expect(add?.width).toBeGreaterThan(30);
    const isHeldByBrowser = (await page.locator('input:invalid').count()) > 0;
    await submit(page);
    if (!isHeldByBrowser) {
      await says(page, 'Correct the marked fields, then send the form again.');
      const found = await page.locator('.error-detail li').allTextContents();
      expect(found.length).toBeGreaterThan(0);
      for (const text of found) expect(text).toMatch(/^(Fill in at least one field|.+ must not be empty)\.$/);
    }
    await page.getByLabel('First name').fill('Ada');
    await page.getByLabel('Last name').fill('Lovelace');
    const email = page.getByLabel('Email address');
    if ((await email.count()) > 0) await email.first().fill('ada@example.com');
    await submit(page);
    await says(page, 'Added.');
    expect(await faults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  TIMEOUT,
);

browserTest(
  `marks a violation that only the vendor found, and follows an outcome across a reload${browserNote}`,
  async () => {
    const { page } = await visit();
    await open(page, { provider: 'CRO', customerId: '9000400' });
    await page.getByLabel('Full name').fill('Ada Lovelace');
    await submit(page);
    await says(page, 'Correct the marked fields, then send the form again.');
    expect(await page.locator('.error-detail li').count()).toBe(1);
    await page.context().close();

    const { page: other } = await visit();
    const cut = 'cus_fa017000-0000-4000-8000-000009000001';
    await open(other, { provider: 'CHARTMOGUL', customerId: cut });
    await other.getByLabel('First name').fill('Ada');
    await submit(other);
    await says(other, 'It may have been added. Looking again soon.');
    await other.reload();
    await says(other, 'It may have been added. Looking again soon.');
    expect(await other.getByLabel('First name').isDisabled()).toBe(true);
    await other.context().close();
  },
  TIMEOUT,
);
