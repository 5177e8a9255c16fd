/** `docs/operations.md` names every setting, with the code's numbers. */
import { expect, test } from '@jest/globals';
import { readNamedAccounts, readProviderSettings } from '../../src/accounts/account-settings.js';
import { readConfig, SHUTDOWN_TIMEOUT_MS } from '../../src/config/config.js';
import { Env } from '../../src/config/env.js';
import { providers } from '../../src/providers/registry.js';
import { readTelemetrySettings } from '../../src/telemetry/settings.js';
import { inlineCode, page, section, tablesOf } from './markdown.js';

const operations = page('docs/operations.md');

test('the configuration table names every variable that is read, and no other', () => {
  const read = new Set<string>();
  const variables = new Proxy<Record<string, undefined>>(
    {},
    {
      get: (_, name) => {
        read.add(String(name));
        return undefined;
      },
    },
  );
  const env = new Env(variables);
  readConfig(env);
  readNamedAccounts(providers, readProviderSettings(providers, env), env);
  readTelemetrySettings(env);
  // Any secret may come from a file, which the text states once for all.
  const expected = [...read]
    .filter((name) => !name.endsWith('_FILE') || name === 'AUTH_JWKS_FILE')
    // So does the lower case of the proxies.
    .filter((name) => name === name.toUpperCase())
    // The limits and accounts of one provider stand for all.
    .filter((name) => /^(ZUORA|CALLER)_/.test(name) || !/_(ACCOUNTS|CONCURRENCY|RATE_PER_SECOND)$/.test(name))
    .sort();

  const named = ['Configuration', 'Telemetry']
    .flatMap((title) => tablesOf(section(operations, title)).flat())
    .flatMap((cells) => inlineCode(cells.join('|')))
    .filter((code) => /^[A-Z]+(_[A-Z]+)*$/.test(code));
  expect([...new Set(named)].sort()).toEqual(expected);
});

test("the defaults are the code's", () => {
  const { port, host, storeUrl, providerDeadlineMs, limits, responseTimeoutMs } = readConfig(new Env({}));
  const { cost, aliases, depth, responseBytes, providerCalls } = limits;
  const configuration = section(operations, 'Configuration');
  for (const text of [
    `The address to listen on: ${port}, ${host}.`,
    `\`${storeUrl}\` (default)`,
    `${providerDeadlineMs}: one budget`,
    `${cost}, ${aliases}, ${depth}: what one operation may ask for.`,
    `${providerCalls} calls to vendors, and ${responseBytes} bytes of the answer`,
    `${responseTimeoutMs}: a client`,
  ]) {
    expect(configuration).toContain(text);
  }
});

test("the times to stop are the code's", () => {
  expect(section(operations, 'Health and shutdown')).toContain(
    `A process that\nhas not stopped after ${SHUTDOWN_TIMEOUT_MS / 1000} seconds exits with 1.`,
  );
  expect(readConfig(new Env({ PROVIDER_DEADLINE_MS: '20000' })).providerDeadlineMs).toBe(20_000);
  expect(operations).toContain('20000 at most');
});
