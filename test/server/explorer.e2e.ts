/** The explorer in a browser, in front of the subgraph and its sandbox. */
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserNote, browserTest, openBrowser } from '../support/browser.js';
import { startTestSubgraph } from '../support/subgraph.js';

let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
const open = openBrowser();
beforeAll(async () => {
  subgraph = await startTestSubgraph();
});
afterAll(() => subgraph.close());

/** A first visit: the browser's storage is empty. */
const visit = async (viewport = { width: 1440, height: 900 }) => (await open({ viewport })).page;
const pick = async (page: Page, title: string, operation: string) => {
  await page.getByRole('button', { name: title, exact: true }).click();
  await page.getByRole('tab', { name: operation }).waitFor();
};
const answered = (page: Page, text: string) => page.locator('.graphiql-response').getByText(text).waitFor();

browserTest(
  `runs an example without leaving this machine${browserNote}`,
  async () => {
    const { page, complaints } = await open();
    const requested: string[] = [];
    page.on('request', (request) => requested.push(request.url()));

    await page.goto(subgraph.url);
    await pick(page, 'ContactInputInvalidError', 'EveryFaultAtOnce');
    await page.getByText(/^Breaks several rules at once/).waitFor();
    await pick(page, 'Chargebee', 'AddChargebeeContact');
    await page.getByRole('button', { name: 'Execute query' }).click();
    await answered(page, 'AddContactSuccess');

    // The documentation comes from the schema, by introspection.
    await page.getByRole('button', { name: /documentation/i }).click();
    await page.getByText('AddContactInput', { exact: true }).first().waitFor();

    const { origin } = new URL(subgraph.url);
    const elsewhere = requested.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:'));
    expect(elsewhere).toEqual([]);
    expect(requested.some((url) => url.endsWith('/worker-graphql.js'))).toBe(true);
    expect(complaints).toEqual([]);
  },
  300_000,
);

browserTest(
  `shows an example and its whole answer at every width, and runs it by Ctrl+Enter after a click${browserNote}`,
  async () => {
    const page = await visit({ width: 390, height: 900 });
    await page.goto(subgraph.url);
    // On both sides of each width at which the style changes, and between.
    for (const width of [390, 480, 620, 768, 769, 910, 1060, 1200, 1201, 1440, 1680, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      await pick(page, 'Chargebee', 'AddChargebeeContact');
      // The editor has the focus: typing changes the operation.
      await page.locator('.graphiql-editor :focus').waitFor({ state: 'attached' });
      await page.keyboard.press('Control+Enter');
      await answered(page, 'AddContactSuccess');
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      expect([width, wide]).toEqual([width, width]);
      for (const part of ['.graphiql-editors', '.graphiql-response', '.graphiql-execute-button', '#about']) {
        const box = await page.locator(part).first().boundingBox();
        const { x = -1, y = -1, width: across = 0, height: high = 0 } = box ?? {};
        expect([width, part, x >= 0 && x + across <= width, y >= 0 && y + high <= 900]).toEqual([
          width,
          part,
          true,
          true,
        ]);
      }
      const answer = await page.locator('.graphiql-response').boundingBox();
      expect(answer?.width).toBeGreaterThan(330);
      expect(answer?.height).toBeGreaterThan(250);
    }
    await page.context().close();
  },
  300_000,
);

browserTest(
  `restores its content after a reload, and follows the address${browserNote}`,
  async () => {
    const page = await visit();
    const tabs = () => page.getByRole('tab').allTextContents();
    await page.goto(subgraph.url);
    await page.getByRole('tab', { name: 'FirstMutation' }).waitFor();
    await page.reload();
    await page.getByRole('tab', { name: 'FirstMutation' }).waitFor();
    expect(await tabs()).toHaveLength(1);

    await pick(page, 'Zuora', 'AddZuoraContact');
    await page.reload();
    await page.getByRole('tab', { name: 'AddZuoraContact' }).waitFor();
    expect(await tabs()).toHaveLength(1);
    await page.getByText(/^Adds a contact with a postal address/).waitFor();

    await page.evaluate("location.hash = '#contactduplicateerror'");
    await page.getByRole('tab', { name: 'Duplicate' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await answered(page, 'ContactDuplicateError');

    // A link opens its example, regardless of earlier content.
    await page.goto('about:blank');
    await page.goto(`${subgraph.url}#chargebee`);
    await page.getByRole('tab', { name: 'AddChargebeeContact' }).waitFor();
    await page.context().close();
  },
  300_000,
);
