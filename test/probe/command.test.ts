/** The probe command: what it prints, and when it sends nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { factsOf } from '../../src/generate/facts.js';
import { probeCommand } from '../../src/probe/command.js';
import { probesOf } from '../../src/probe/find-probes.js';
import { providers } from '../../src/providers/registry.js';
import type { FaultScript, ScriptedFault } from '../../src/sandbox/kit/script.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/kit/server.js';
import { sandboxVendors } from '../../src/sandbox/registry.js';

let sandbox: Sandbox;
let scripted: (path: string) => ScriptedFault | undefined;
let requests = 0;

beforeAll(async () => {
  const script: FaultScript = {
    fault({ path }) {
      requests += 1;
      return scripted(path);
    },
  };
  sandbox = await startSandbox({ vendors: await sandboxVendors({}), script });
});
beforeEach(() => {
  scripted = () => undefined;
});
afterAll(() => sandbox.close());

async function run(args: readonly string[], env: Readonly<Record<string, string>> = sandbox.environment) {
  const before = requests;
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const facts = (id: string) => factsOf(id).inferred;
  const code = await probeCommand(args, { providers, factsOf: facts, probesOf, env, print });
  return { code, text: lines.join('\n'), sent: requests - before };
}

test('lists the facts of a provider and what their probes do', async () => {
  const { code, text, sent } = await run(['chargebee'], {});
  expect([code, sent]).toEqual([0, 0]);
  expect(text).toContain(
    'clear-field: An empty parameter of an update clears the field.\n    Adds a contact,',
  );
});

describe('sends nothing', () => {
  test.each([
    ['without a provider', [], /^npm run probe/],
    ['for an unknown provider', ['acme'], /^npm run probe/],
    ['for an unknown option', ['chargebee', '--force'], /^npm run probe/],
    ['for an unknown fact', ['chargebee', 'constructor'], /has no fact constructor/],
    [
      'without a customer',
      ['chargebee', 'clear-field'],
      /Adds a contact.*\nNothing was sent\. Name a test customer/,
    ],
    [
      'for an impossible customer',
      ['rpm', 'list-is-current', '--customer', '../x'],
      /Nothing was sent\. --customer/,
    ],
    [
      'without a second customer',
      ['chargebee', 'taken-id-elsewhere', '--customer', 'cus_acme'],
      /Nothing was sent\. The probe needs --other-customer\./,
    ],
    [
      'for an unconfigured account',
      ['chargebee', 'clear-field', '--account', 'eu', '--customer', 'cus_acme'],
      /not configured/,
    ],
  ])('%s', async (_what, args, said) => {
    const { code, text, sent } = await run(args);
    expect([code, sent]).toEqual([2, 0]);
    expect(text).toMatch(said);
  });

  test('with an invalid setting', async () => {
    const { code, text, sent } = await run(['chargebee', 'clear-field', '--customer', 'cus_acme'], {
      CHARGEBEE_SITE: 'acme',
    });
    expect([code, sent]).toEqual([2, 0]);
    expect(text).toMatch(/CHARGEBEE_API_KEY/);
  });

  test('with a refresh token, which the vendor might replace', async () => {
    const { CRO_ACCESS_TOKEN: _, ...others } = sandbox.environment;
    const env = {
      ...others,
      CRO_REFRESH_TOKEN: 'cro-sandbox-refresh-token',
      CRO_CLIENT_ID: 'cro-sandbox-client',
      CRO_CLIENT_SECRET: 'cro-sandbox-secret',
      CRO_TOKEN_URL: `${sandbox.urls.cro}/oauth2/token`,
    };
    const { code, text, sent } = await run(['cro', 'clear-text', '--customer', '1001'], env);
    expect([code, sent]).toEqual([3, 0]);
    expect(text).toMatch(/undecided: A probe does not use a refresh token.*Set an access token\./);
  });
});

describe('against a vendor', () => {
  const clearField = ['chargebee', 'clear-field', '--customer', 'cus_acme'];

  test('states what it will do before it sends, and prints no secret and no value', async () => {
    const { code, text } = await run(clearField);
    expect(code).toBe(0);
    const [fact, plan, verdict] = text.split('\n');
    expect(fact).toBe('Chargebee, clear-field: An empty parameter of an update clears the field.');
    expect(plan).toMatch(
      /^At 127\.0\.0\.1:\d+: Adds a contact, sets first_name, .* It removes what it adds\.$/,
    );
    expect(verdict).toBe('confirmed: first_name has no value after the change.');
    for (const value of ['chargebee-sandbox-key', 'cus_acme', 'probe@example.com'])
      expect(text).not.toContain(value);
  });

  test.each([
    ['rejected credentials', 'CREDENTIALS_REFUSED', 'status 401'],
    ['a rate limit', 'RATE_LIMITED', 'status 429'],
    ['a failure', 'SERVER_ERROR', 'status 500'],
    ['a cut connection', 'CUT_BEFORE_COMMIT', 'No response arrived'],
  ] as const)('stays undecided after %s', async (_what, fault, said) => {
    scripted = () => fault;
    const { code, text } = await run(clearField);
    expect(code).toBe(3);
    expect(text).toMatch(/^undecided: /m);
    expect(text).toContain(said);
  });

  test('removes what it added when the vendor fails midway', async () => {
    scripted = (path) => (path.endsWith('update_contact') ? 'SERVER_ERROR' : undefined);
    expect((await run(clearField)).code).toBe(3);
    scripted = () => undefined;
    const list = await run(['chargebee', 'no-contacts-left', '--customer', 'cus_acme']);
    expect(list.code).toBe(0);
  });

  test('reports when a contact of the probe may still exist', async () => {
    scripted = (path) => (path.endsWith('delete_contact') ? 'SERVER_ERROR' : undefined);
    const { code, text } = await run(clearField);
    expect(code).toBe(0);
    expect(text).toMatch(/^A contact of the probe may remain\./m);
  });
});
