/** Every violation of the suite's requests appears beside its field on the start page, in a browser. */
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { clean } from '../../examples/frontend/page/clean.js';
import { drawnSchema } from '../../examples/frontend/page/form-schema.js';
import { ask } from '../support/ask.js';
import { browserNote, browserTest, openBrowser } from '../support/browser.js';
import { buildStartPage } from '../support/start-page.js';
import { startTestSubgraph } from '../support/subgraph.js';
import { violating } from './forms.js';
import { conformanceOfValues } from './suite.js';
import { registeredTargets } from './targets.js';

const PREVIEW = `query ($customerId: ID!, $provider: ContactProvider!, $input: AddContactInput!, $options: AddContactOptions) {
  previewAddContact(customerId: $customerId, provider: $provider, input: $input, options: $options) {
    violations { path userMessage }
  }
}`;

interface Shown {
  readonly path: readonly string[];
  readonly userMessage: string;
}

/** The page selects more fields than these. */
const keyOf = ({ path, userMessage }: Shown) => JSON.stringify([path, userMessage]);

// Sends the requests; the page comes after it.
describe.each(registeredTargets)('$provider.name', conformanceOfValues);

const visit = openBrowser();
let subgraph: Awaited<ReturnType<typeof startTestSubgraph>>;
beforeAll(async () => {
  buildStartPage();
  subgraph = await startTestSubgraph();
});
afterAll(() => subgraph.close());

browserTest.each(registeredTargets.map(({ provider }) => [provider.name, provider.id] as const))(
  `shows every violation of %s that the suite provokes beside its field${browserNote}`,
  async (_, id) => {
    const { origin } = new URL(subgraph.url);
    const { page, complaints } = await visit();
    const { data } = await ask(subgraph.url, `{ contactProvider(provider: ${id}) { jsonSchema } }`);
    const schema = drawnSchema(data.contactProvider.jsonSchema);
    await page.goto(`${origin}/#provider=${id}`);
    const previewed = latestPreview(page, subgraph.url);
    const violationsOf = async (given: Given): Promise<readonly Shown[]> => {
      const cleaned = (clean({ input: given.input, options: given.options }, schema) ?? {}) as Partial<Given>;
      const sent = { input: cleaned.input ?? {}, options: cleaned.options };
      const answer = await ask(subgraph.url, PREVIEW, { ...given, ...sent });
      // A form cannot make a request that does not fit the API's types.
      return answer.data?.previewAddContact?.violations ?? [];
    };
    const shown = new Set<string>();
    let forms = 0;
    const drive = async (given: Given) => {
      const { input, options, ...where } = given;
      const link = new URLSearchParams({ ...where, input: JSON.stringify(input) });
      if (options) link.set('options', JSON.stringify(options));
      // An empty form in between clears the violations, so that those shown belong to this request.
      await page.evaluate(`location.hash = '#provider=${id}'`);
      await page.locator('.problems').first().waitFor({ state: 'detached' });
      await page.evaluate(`location.hash = ${JSON.stringify(`#${link}`)}`);
      await page.locator('.problems').first().waitFor();
      await page.locator('.status[data-current="true"]').waitFor();
      // The form's own preview: it opens with a row for a required list.
      const asked = await previewed();
      expect([given, asked.length > 0, await missingOf(page, asked)]).toEqual([given, true, []]);
      for (const violation of asked) shown.add(keyOf(violation));
      forms += 1;
    };
    const broken: Broken[] = [];
    for (const given of requestsOf(id)) broken.push({ given, violations: await violationsOf(given) });
    for (const given of together(broken)) if ((await violationsOf(given)).length > 0) await drive(given);
    const driven = new Set<string>();
    for (const { given, violations } of broken) {
      // Violations already seen beside their field need not appear again.
      const isNew = violations.some((violation) => !shown.has(keyOf(violation)));
      if (!isNew || driven.has(JSON.stringify(violations))) continue;
      driven.add(JSON.stringify(violations));
      await drive(given);
    }
    expect(shown.size).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    console.info(`${id}: ${shown.size} different violations stand beside their fields, in ${forms} forms`);
    await page.context().close();
  },
  300_000,
);

/** The violations of the page's last preview, requested again: a browser does not keep every answer. */
function latestPreview(page: Page, url: string): () => Promise<readonly Shown[]> {
  let latest = { query: '', variables: {} };
  page.on('request', (request) => {
    if (request.postData()?.includes('query PreviewAddContact')) latest = request.postDataJSON();
  });
  return async () => {
    const { data } = await ask(url, latest.query, latest.variables);
    return data?.previewAddContact?.violations ?? [];
  };
}

interface Given {
  readonly provider: string;
  readonly customerId: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly options: unknown;
}

interface Broken {
  readonly given: Given;
  readonly violations: readonly Shown[];
}

/**
 * Merges requests that each break one rule: a form takes as long with ten violations as with one. Violations
 * that only occur alone keep their own request.
 */
function together(all: readonly Broken[]): Given[] {
  const requests: Given[] = [];
  const seen = new Set<string>();
  for (const { given, violations } of all) {
    for (const violation of violations) {
      const [root, field = ''] = violation.path;
      const isNew = !seen.has(keyOf(violation));
      seen.add(keyOf(violation));
      if (!isNew || root !== 'input' || given.input[field] === undefined) continue;
      const index = requests.findIndex(({ input }) => input[field] === undefined);
      const request = requests[index] ?? { ...given, input: {} };
      const input = { ...request.input, [field]: given.input[field] };
      requests[index < 0 ? requests.length : index] = { ...request, input };
    }
  }
  return requests;
}

/** Each request once, as JSON. Policies and keys are not part of the form. */
function requestsOf(id: string): Given[] {
  const all = (violating.get(id) ?? []).map(({ command: { provider, customerId, input, options } }) =>
    JSON.stringify({ provider, customerId, input, options: options.providers }),
  );
  return [...new Set(all)].map((text) => JSON.parse(text) as Given);
}

/**
 * Runs in the page: the violations whose text is neither in their own field nor in the nearest one around it.
 * The arguments themselves are the form; their violations are at its head.
 */
const FIND_MISSING = `(all) => {
  const texts = (problems) => [...(problems?.querySelectorAll(':scope > li') ?? [])].map((item) => item.textContent);
  const fieldAt = (path) => document.querySelector('[data-path="' + CSS.escape(path.join('.')) + '"]');
  const besideOf = (path) => {
    const tops = path[0] === 'customerId' ? 1 : 2;
    for (let length = path.length; length >= tops; length -= 1) {
      const field = fieldAt(path.slice(0, length));
      if (field) return field.querySelector(':scope > .problems');
    }
    return document.querySelector('.head > .problems');
  };
  return all.filter(({ path, userMessage }) => !texts(besideOf(path)).includes(userMessage));
}`;

function missingOf(page: Page, violations: readonly Shown[]): Promise<unknown> {
  return page.evaluate(`(${FIND_MISSING})(${JSON.stringify(violations)})`);
}
