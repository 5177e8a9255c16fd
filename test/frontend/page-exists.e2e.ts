/** The start page with an existing contact of the customer, in a browser. */
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { existsPolicies } from '../../examples/frontend/generated/schema-facts.js';
import { providers } from '../../src/providers/registry.js';
import { browserNote, browserTest, openBrowser } from '../support/browser.js';
import {
  address,
  checked,
  faults,
  ready,
  shoot,
  submit,
  watchMutations,
  width,
} from '../support/page-visit.js';
import { buildStartPage } from '../support/start-page.js';
import { startTestSubgraph } from '../support/subgraph.js';

const TIMEOUT = 180_000;
const PROVIDERS = providers.map(({ id }) => id);
const INPUT = { firstName: 'Grace', lastName: 'Hopper', emails: [{ address: 'grace@example.com' }] };

let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
let origin: string;
const visit = openBrowser();

beforeAll(async () => {
  buildStartPage();
  subgraph = await startTestSubgraph();
  ({ origin } = new URL(subgraph.url));
});
afterAll(() => subgraph.close());

browserTest.each(PROVIDERS)(
  `%s: follows the chosen policy for an existing contact, and says which${browserNote}`,
  async (provider) => {
    const { page, complaints } = await visit();
    const sent = await watchMutations(page, 'AddContact');
    const choice = page.getByLabel('If the contact exists');
    const card = page.locator('.outcome .card');
    const send = async (input: object, policy: string, kind: string) => {
      await page.goto('about:blank');
      await page.goto(address(origin, { provider, input }));
      await choice.selectOption(policy);
      await ready(page);
      await submit(page);
      await page.locator(`.card.${kind}`).waitFor();
      expect(sent.at(-1)?.options).toMatchObject(policy === 'ALLOW' ? {} : { ifExists: policy });
      return card.textContent();
    };
    const input = { ...INPUT, emails: [{ address: `exists-${provider.toLowerCase()}@example.com` }] };
    expect(await send(input, 'RETURN_EXISTING', 'success')).toContain('was added');
    // The choice stays for the next contact, the form does not.
    expect(await choice.inputValue()).toBe('RETURN_EXISTING');
    await page.getByText(`Return existing: ${existsPolicies.RETURN_EXISTING}`).waitFor();
    await shoot(page, `exists-${provider}`);
    expect(await send(input, 'RETURN_EXISTING', 'success')).toMatch(/was there already.*returned as it is/s);
    expect(await send(input, 'REJECT', 'error')).toMatch(/exists already.*It is:Grace Hopper/s);
    expect(await send({ ...input, lastName: 'Murray' }, 'UPDATE_EXISTING', 'success')).toMatch(
      /Grace Murray was there already.*It was changed/s,
    );
    expect(await send(input, 'ALLOW', 'success')).toContain('was added');
    expect(sent.at(-1)?.options).not.toHaveProperty('ifExists');
    const several = await send(input, 'RETURN_EXISTING', 'error');
    expect(several).toMatch(/Several match, and none was chosen:Grace \w+Grace \w+/);
    expect(await faults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await width(page)).toBe(390);
    await shoot(page, `exists-${provider}-390`);
    await page.context().close();
  },
  TIMEOUT,
);

browserTest(
  `offers no change of an existing contact if the provider has no call for it${browserNote}`,
  async () => {
    const { page } = await visit();
    const offered = () => page.getByLabel('If the contact exists').locator('option').allTextContents();
    await page.goto(address(origin, { provider: 'CRO' }));
    await checked(page);
    expect(await offered()).toEqual(['Allow', 'Reject', 'Return existing', 'Update existing']);
    await page.route('**/graphql', async (route) => {
      const answer = await route.fetch();
      const text = await answer.text();
      await route.fulfill({ response: answer, body: text.replaceAll(',"UPDATE"', '') });
    });
    await page.reload();
    await checked(page);
    expect(await offered()).toEqual(['Allow', 'Reject', 'Return existing']);
    await page.context().close();
  },
  TIMEOUT,
);

const matches = (page: Page) => page.getByRole('group', { name: 'A contact matches by' });

browserTest.each(PROVIDERS)(
  `%s: compares the chosen values, of those that the provider keeps${browserNote}`,
  async (provider) => {
    const { page } = await visit();
    const sent = await watchMutations(page, 'AddContact');
    const add = async (email: string, phone: string, policy: string, card: string) => {
      const input = { ...INPUT, emails: [{ address: email }], phones: [{ number: phone }] };
      await page.goto('about:blank');
      await page.goto(address(origin, { provider, input }));
      await page.getByLabel('If the contact exists').selectOption(policy);
      if (policy !== 'ALLOW') await matches(page).getByLabel('Phone').check();
      await ready(page);
      await submit(page);
      await page.locator(`.card.${card}`).waitFor();
      return page.locator(`.card.${card}`).textContent();
    };
    const name = provider.toLowerCase();
    const phone = `+1 555 01${PROVIDERS.indexOf(provider)}`;
    expect(await add(`first-${name}@example.com`, phone, 'ALLOW', 'success')).toContain('was added');
    expect(sent.at(-1)?.options).not.toHaveProperty('matchBy');
    const second = await add(`second-${name}@example.com`, phone, 'RETURN_EXISTING', 'success');
    expect(second).toMatch(/was there already.*returned as it is/s);
    expect(sent.at(-1)?.options).toMatchObject({
      ifExists: 'RETURN_EXISTING',
      matchBy: ['EMAIL', 'PHONE'],
    });
    // It stays for the next contact, and disappears with the policy.
    expect(await matches(page).getByLabel('Phone').isChecked()).toBe(true);
    const offered = await matches(page).locator('label').allTextContents();
    const hasIds = providers.some(({ id, fields }) => id === provider && fields.externalId !== undefined);
    expect(offered).toEqual(['Email', ...(hasIds ? ['External id'] : []), 'Phone']);
    await shoot(page, `matches-${provider}`);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await width(page)).toBe(390);
    expect(await faults(page)).toEqual([]);
    await page.getByLabel('If the contact exists').selectOption('ALLOW');
    expect(await matches(page).count()).toBe(0);
    await page.getByLabel('If the contact exists').selectOption('REJECT');
    expect(await matches(page).getByLabel('Phone').isChecked()).toBe(false);
    // One of them must stay.
    expect(await matches(page).getByLabel('Email').isDisabled()).toBe(true);
    await page.context().close();
  },
  TIMEOUT,
);

browserTest(
  `names beside the choice the values that the provider cannot compare${browserNote}`,
  async () => {
    const { page } = await visit();
    const options = { ifExists: 'REJECT', matchBy: ['EXTERNAL_ID'] };
    await page.goto(address(origin, { provider: 'CRO', input: INPUT, options }));
    await page.locator('[data-path="options.matchBy"] > .problems').waitFor();
    expect(await page.locator('.problems').count()).toBe(1);
    expect(await matches(page).getAttribute('aria-describedby')).toBe('root_options_matchBy-error');
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  },
  TIMEOUT,
);
