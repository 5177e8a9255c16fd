/** Editing and removing contacts on the start page, in a browser. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { providers } from '../../src/providers/registry.js';
import { ask } from '../support/ask.js';
import { browserNote, browserTest, openBrowser } from '../support/browser.js';
import {
  address,
  checked,
  faults,
  fillIn,
  listed,
  names,
  ready,
  save,
  shoot,
  submit,
  watchMutations,
  width,
} from '../support/page-visit.js';
import { buildStartPage } from '../support/start-page.js';
import { startTestSubgraph } from '../support/subgraph.js';

const TIMEOUT = 180_000;
let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
let origin: string;
const visit = openBrowser();

beforeAll(async () => {
  buildStartPage();
  subgraph = await startTestSubgraph({ CHARGEBEE_ACCOUNTS: 'eu' });
  ({ origin } = new URL(subgraph.url));
}, 60_000);
afterAll(() => subgraph.close());

const changed = (page: Page) => page.locator('.contacts .changed');
const emailOf = (page: Page) => page.locator('input[inputmode="email"]').first();
const success = (page: Page, text: RegExp) =>
  page.locator('.card.success').getByRole('heading', { name: text }).waitFor();

/** Opens a provider, adds a contact with a value of each kind, and edits it. */
async function editNewContact(page: Page, provider: string): Promise<void> {
  await page.goto(address(origin, { provider }));
  await fillIn(page);
  await submit(page);
  await changed(page).waitFor();
  await changed(page).getByRole('button', { name: /^Edit/ }).click();
  await save(page).waitFor();
}

describe.each(providers.map(({ id, write }) => ({ id, canRemove: write.remove !== undefined })))(
  '$id',
  ({ id, canRemove }) => {
    browserTest(
      `sends changed values, with a violation beside its field, and lists the new values${browserNote}`,
      async () => {
        const { page, complaints } = await visit();
        const sent = await watchMutations(page, 'UpdateContact');
        await editNewContact(page, id);
        expect(await page.locator('.status').textContent()).toBe('Nothing is changed yet.');
        expect(await save(page).isDisabled()).toBe(true);
        expect(await faults(page)).toEqual([]);
        await shoot(page, `edit-${id}-1440`);

        const field = page.locator('.field', { has: emailOf(page) }).last();
        await emailOf(page).fill('not an address');
        await field.locator('.problems').waitFor();
        expect(await field.locator('.problems').textContent()).toMatch(/^Enter one email address/);
        expect(await faults(page)).toEqual([]);
        await page.setViewportSize({ width: 390, height: 844 });
        expect(await width(page)).toBe(390);
        await shoot(page, `edit-${id}-390`);
        await page.setViewportSize({ width: 1440, height: 1000 });

        await emailOf(page).fill('grace@example.org');
        await ready(page);
        await save(page).click();
        await success(page, / was changed$/);
        expect(sent.map(({ input }) => Object.keys(input ?? {}))).toEqual([['emails']]);
        await changed(page).getByText('grace@example.org').waitFor();
        expect(await page.evaluate('sessionStorage.length')).toBe(0);
        expect(await faults(page)).toEqual([]);
        await shoot(page, `changed-${id}-1440`);

        // The numbers are removed, which clears them.
        await changed(page).getByRole('button', { name: /^Edit/ }).click();
        await save(page).waitFor();
        const phones = page.locator('fieldset', { has: page.locator('input[inputmode="tel"]') }).last();
        await phones.getByRole('button', { name: /^Remove/ }).click();
        await ready(page);
        await save(page).click();
        await success(page, / was changed$/);
        expect(sent.at(-1)?.input).toEqual({ clear: ['PHONES'] });
        await page.locator('.contacts li').first().waitFor();
        await listed(page);
        expect(await changed(page).textContent()).not.toContain('+1 555');
        expect(complaints).toEqual([]);
        await page.context().close();
      },
      TIMEOUT,
    );

    browserTest(
      `${canRemove ? 'removes a contact after confirmation' : 'offers no removal'}${browserNote}`,
      async () => {
        const { page } = await visit();
        await page.goto(address(origin, { provider: id }));
        await fillIn(page);
        await submit(page);
        await changed(page).waitFor();
        await listed(page);
        const before = (await names(page)).length;
        const remove = changed(page).getByRole('button', { name: /^Remove/ });
        expect(await remove.count()).toBe(canRemove ? 1 : 0);
        if (canRemove) {
          await remove.focus();
          await page.keyboard.press('Enter');
          await page.getByText(/^Remove .+ for good\?$/).waitFor();
          expect(await faults(page)).toEqual([]);
          await shoot(page, `remove-${id}-1440`);
          await page.keyboard.press('Tab');
          await page.keyboard.press('Enter');
          await success(page, / was removed$/);
          await page
            .locator('.contacts li')
            .nth(before - 1)
            .waitFor({ state: 'detached' });
          expect((await names(page)).length).toBe(before - 1);
          expect(await page.evaluate('document.activeElement.className')).toBe('outcome');
          expect(await faults(page)).toEqual([]);
        }
        await page.context().close();
      },
      TIMEOUT,
    );
  },
);

browserTest(
  `reports beside a field that it cannot be left empty${browserNote}`,
  async () => {
    const { page } = await visit();
    await page.goto(address(origin, { provider: 'CHARGEBEE', customerId: 'cus_globex' }));
    await page.getByRole('button', { name: /^Edit/ }).first().click();
    const emails = page.locator('.field.wide', { has: emailOf(page) }).last();
    await emails.waitFor();
    await page
      .locator('fieldset', { has: emailOf(page) })
      .last()
      .getByRole('button', { name: /^Remove/ })
      .click();
    await page.getByText('This field cannot be cleared.').waitFor();
    expect(await page.locator('.head .problems').count()).toBe(0);
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Add contact' }).waitFor();
    await page.context().close();
  },
  TIMEOUT,
);

browserTest(
  `edits by keyboard alone, and keeps the input in the form of a new contact${browserNote}`,
  async () => {
    const { page } = await visit();
    await page.goto(address(origin, { provider: 'RPM' }));
    await fillIn(page);
    await submit(page);
    await changed(page).waitFor();
    await page.getByLabel('First name').fill('Somebody');
    await changed(page).getByRole('button', { name: /^Edit/ }).focus();
    await page.keyboard.press('Enter');
    await save(page).waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('form-title');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Augusta');
    await ready(page);
    await page.keyboard.press('Enter');
    await success(page, /^Augusta .*was changed$/);
    expect(await page.evaluate('document.activeElement.className')).toBe('outcome');
    expect(await page.getByLabel('First name').inputValue()).toBe('Somebody');
    await page.context().close();
  },
  TIMEOUT,
);

browserTest(
  `follows a change whose answer was lost by its key, with the forms frozen${browserNote}`,
  async () => {
    const { page } = await visit();
    const sent = await watchMutations(page, 'UpdateContact', { lost: 1 });
    await editNewContact(page, 'CRO');
    await emailOf(page).fill('grace@example.org');
    await ready(page);
    await save(page).click();
    await page
      .getByRole('heading', { name: 'It is not known yet whether the contact was changed' })
      .waitFor();
    expect(await emailOf(page).isDisabled()).toBe(true);
    expect(await page.locator('.contacts button').first().isDisabled()).toBe(true);
    expect(await faults(page)).toEqual([]);
    await shoot(page, 'unknown-change-1440');
    await success(page, / was changed$/);
    expect(sent).toHaveLength(1);
    await changed(page).getByText('grace@example.org').waitFor();
    await page.context().close();
  },
  TIMEOUT,
);

browserTest(
  `follows a removal over a reload, by its key${browserNote}`,
  async () => {
    const { page } = await visit();
    const sent = await watchMutations(page, 'RemoveContact', { lost: 1 });
    await page.goto(address(origin, { provider: 'CHARGEBEE', customerId: 'cus_full' }));
    await page
      .locator('.contacts')
      .getByRole('button', { name: /^Remove/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Remove for good' }).click();
    await page.getByRole('heading', { name: /whether the contact was removed$/ }).waitFor();
    expect(String(await page.evaluate('JSON.stringify(sessionStorage)'))).not.toContain('cus_full');
    await page.reload();
    await success(page, /^The contact was removed$/);
    expect(sent).toHaveLength(1);
    await page.context().close();
  },
  TIMEOUT,
);

browserTest(
  `explains that a key belongs to another request, and sends with a new one${browserNote}`,
  async () => {
    const { page } = await visit();
    const idempotencyKey = randomUUID();
    const remove =
      'mutation ($id: ID!, $options: RemoveContactOptions) { removeContact(id: $id, options: $options) { __typename } }';
    await ask(subgraph.url, remove, {
      id: 'CHARGEBEE:cus_globex:contact_globex_1',
      options: { idempotencyKey },
    });
    let isFirst = true;
    await page.route('**/graphql', (route) => {
      const body = route.request().postDataJSON();
      if (!body?.query?.includes('mutation UpdateContact(') || !isFirst) return route.fallback();
      isFirst = false;
      body.variables.options.idempotencyKey = idempotencyKey;
      return route.continue({ postData: JSON.stringify(body) });
    });
    await page.goto(address(origin, { provider: 'CHARGEBEE', customerId: 'cus_globex' }));
    await page.getByRole('button', { name: /^Edit/ }).last().click();
    await page.getByLabel('Label').fill('Billing');
    await ready(page);
    await save(page).click();
    const card = page.locator('.card.error');
    await card.getByRole('heading', { name: 'The form and an earlier request do not go together' }).waitFor();
    await card.getByText('Send the form again: it goes out as a new request.').waitFor();
    expect(await faults(page)).toEqual([]);
    await shoot(page, 'conflict-1440');
    await save(page).click();
    await success(page, / was changed$/);
    await page.context().close();
  },
  TIMEOUT,
);

browserTest(
  `works at the chosen account${browserNote}`,
  async () => {
    const { page } = await visit();
    await page.goto(address(origin, { provider: 'CHARGEBEE' }));
    await page.getByLabel('Account', { exact: true }).selectOption('eu');
    await listed(page);
    expect(page.url()).toContain('account=eu');
    expect(await faults(page)).toEqual([]);
    await fillIn(page);
    await submit(page);
    await changed(page).waitFor();
    expect(await changed(page).locator('code').textContent()).toMatch(/^CHARGEBEE@eu:/);
    await shoot(page, 'account-1440');
    await changed(page).getByRole('button', { name: /^Edit/ }).click();
    await emailOf(page).fill('grace@example.org');
    await ready(page);
    await save(page).click();
    await success(page, / was changed$/);
    await changed(page).getByText('grace@example.org').waitFor();
    await changed(page)
      .getByRole('button', { name: /^Remove/ })
      .click();
    await page.getByRole('button', { name: 'Remove for good' }).click();
    await success(page, / was removed$/);
    // A provider with one account offers no choice.
    await page.goto('about:blank');
    await page.goto(address(origin, { provider: 'CRO' }));
    await checked(page);
    expect(await page.getByLabel('Account', { exact: true }).count()).toBe(0);
    await page.context().close();
  },
  TIMEOUT,
);
