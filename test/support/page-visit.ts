/** A person's actions on the start page, and axe's findings there. */
import axe from 'axe-core';
import type { Page, Route } from 'playwright-core';

interface Linked {
  readonly provider?: string;
  readonly account?: string;
  readonly customerId?: string;
  readonly input?: unknown;
  readonly options?: unknown;
}

export function address(origin: string, { input, options, ...rest }: Linked = {}): string {
  const given = new URLSearchParams({
    ...rest,
    ...(input !== undefined && { input: JSON.stringify(input) }),
    ...(options !== undefined && { options: JSON.stringify(options) }),
  });
  return `${origin}/#${given}`;
}

export const checked = (page: Page) => page.locator('.status[data-current="true"]').waitFor();
export const ready = (page: Page) => page.getByText('Ready to send.').waitFor();
export const listed = (page: Page) => page.locator('aside [aria-busy="false"]').waitFor();
export const submit = (page: Page) => page.getByRole('button', { name: 'Add contact' }).click();
export const save = (page: Page) => page.getByRole('button', { name: 'Save changes' });
export const names = (page: Page) => page.locator('.contacts li span').allTextContents();
export const width = (page: Page) => page.evaluate('document.documentElement.scrollWidth');

export async function fillIn(page: Page): Promise<void> {
  await checked(page);
  await page.getByRole('button', { name: 'Fill in examples' }).click();
  await ready(page);
}

/** Every axe violation, as one line each. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate("axe.run({ resultTypes: ['violations'] })");
  const { violations } = found as axe.AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

interface Sent {
  readonly id?: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly options: {
    readonly idempotencyKey: string;
    readonly ifExists?: string;
    readonly matchBy?: unknown;
  };
}

/** The variables of each mutation of that name, whose first answers are lost on the way. */
export async function watchMutations(page: Page, name: string, { lost = 0 } = {}): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  await page.route('**/graphql', async (route: Route) => {
    const body = route.request().postDataJSON();
    if (!body?.query?.includes(`mutation ${name}(`)) return route.fallback();
    sent.push(body.variables);
    if (sent.length > lost) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  return sent;
}

/** A screenshot for a person to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env.SHOT) await page.screenshot({ path: `${process.env.SHOT}-${name}.png`, fullPage: true });
}
