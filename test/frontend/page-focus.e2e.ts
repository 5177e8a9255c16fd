/** The start page by keyboard alone, in a browser: where the focus is, and where it moves. */
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserNote, browserTest, openBrowser } from '../support/browser.js';
import { address, checked, faults, listed, ready, save, shoot } from '../support/page-visit.js';
import { buildStartPage } from '../support/start-page.js';
import { startTestSubgraph } from '../support/subgraph.js';

const TIMEOUT = 180_000;

let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
let origin: string;
const visit = openBrowser();

beforeAll(async () => {
  buildStartPage();
  subgraph = await startTestSubgraph();
  ({ origin } = new URL(subgraph.url));
});
afterAll(() => subgraph.close());

browserTest(
  `works by keyboard alone, and focuses the first violation${browserNote}`,
  async () => {
    const { page } = await visit();
    await page.goto(origin);
    await checked(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Skip to the form');
    const focused = () => page.evaluate('document.activeElement.id || document.activeElement.textContent');
    // To the providers behind the links, and on to the last one.
    const isRadio = () => page.evaluate('document.activeElement.type === "radio"');
    for (let press = 0; press < 12 && !(await isRadio()); press += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowUp');
    await page.getByRole('heading', { name: /at Zuora/ }).waitFor();
    await checked(page);
    const press = async (key: string, until: RegExp) => {
      for (let count = 0; count < 60; count += 1) {
        await page.keyboard.press(key);
        if (until.test(String(await focused()))) return;
      }
      throw new Error(`${until} is not reached: ${await focused()}`);
    };
    await press('Tab', /^Add contact$/);
    await page.keyboard.press('Enter');
    await page.locator('.problems').first().waitFor();
    await page.locator('[aria-invalid="true"]:focus').waitFor();
    await page.keyboard.type('Grace');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Hopper');
    await page.getByText('Ready to send.').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.card.success').waitFor();
    expect(await page.evaluate('document.activeElement.className')).toBe('outcome');
    await page.context().close();
  },
  TIMEOUT,
);

const focused = (page: Page) =>
  page.evaluate(
    `(({ activeElement: { ariaLabel, id, textContent } }) => ariaLabel || id || textContent)(document)`,
  );

browserTest(
  `returns the focus to where it was, and moves it to the result of a press${browserNote}`,
  async () => {
    const { page } = await visit();
    await page.goto(address(origin, { provider: 'ZUORA', customerId: 'A00000003' }));
    await checked(page);
    await listed(page);
    const press = async (name: string | RegExp) => {
      await page.getByRole('button', { name }).first().focus();
      await page.keyboard.press('Enter');
    };

    await press(/^Remove /);
    await page.getByRole('dialog').waitFor();
    expect(await focused(page)).toBe('Keep it');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused(page)).toMatch(/^Remove Peter Gibbons/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused(page)).toMatch(/^Remove Peter Gibbons/);

    await press(/^Edit /);
    await page.getByRole('heading', { name: /^Edit Peter/ }).waitFor();
    expect(await focused(page)).toBe('form-title');
    await save(page).waitFor();
    await press('Cancel');
    await page.getByRole('heading', { name: /^Add a contact/ }).waitFor();
    expect(await focused(page)).toMatch(/^Edit Peter Gibbons/);

    await press('Add to Email addresses');
    await page.locator('#root_input_emails_0_address:focus').waitFor();
    await press('Add to Email addresses');
    await page.locator('#root_input_emails_1_address:focus').waitFor();
    await press('Remove entry 2');
    await page.locator('#root_input_emails_1_address').waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('root_input_emails');

    const before = await page.locator('.contacts li').count();
    await press('Show more');
    await page.locator(`.contacts li:nth-child(${before + 1}):focus`).waitFor();
    await page.context().close();
  },
  TIMEOUT,
);

browserTest(
  `focuses an unknown outcome, after a reload too, at 390 pixels${browserNote}`,
  async () => {
    const { page } = await visit({ viewport: { width: 390, height: 844 } });
    const cut = 'cus_fa017000-0000-4000-8000-000009000001';
    const outcome = page.locator('.outcome:focus', { has: page.locator('.card.unknown') });
    await page.goto(
      address(origin, { provider: 'CHARTMOGUL', customerId: cut, input: { firstName: 'Grace' } }),
    );
    await ready(page);
    await page.getByRole('button', { name: 'Add contact' }).focus();
    await page.keyboard.press('Enter');
    await outcome.waitFor();
    // A check begins and ends without taking the focus from the button.
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Look now');
    await page.keyboard.press('Enter');
    await page.getByText(/^Looking again in/).waitFor();
    expect(await focused(page)).toBe('Look now');

    await page.reload();
    await outcome.waitFor();
    expect(await page.locator('.card.unknown h3').isVisible()).toBe(true);
    const { y = -1 } = (await page.locator('.card.unknown').boundingBox()) ?? {};
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThan(844);
    // The choice of a provider is frozen with the form, and looks as before.
    expect(
      await page.evaluate('getComputedStyle(document.querySelector(".providers input:disabled")).opacity'),
    ).toBe('0');
    await shoot(page, 'unknown-after-reload-390');
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  },
  TIMEOUT,
);
