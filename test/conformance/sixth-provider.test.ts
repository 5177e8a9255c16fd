/** A sixth provider is one folder and one line: nothing but its definition is needed to pass the whole suite. */
import { describe, expect, test } from '@jest/globals';
import { openAccounts } from '../../src/accounts/accounts.js';
import { Env } from '../../src/config/env.js';
import { describeFields } from '../../src/mapping/describe.js';
import { providers } from '../../src/providers/registry.js';
import { startSandbox } from '../../src/sandbox/kit/server.js';
import { sandboxVendors } from '../../src/sandbox/registry.js';
import { acme, acmeFacts, createSandbox } from './acme.js';
import { slowAnswers } from './slow-answers.js';
import { conformance } from './suite.js';
import type { Target } from './target.js';

const six = [...providers, acme];

const target: Target = { provider: acme, facts: acmeFacts, emulator: createSandbox, among: six };

describe('a sixth provider', () => conformance(target));
slowAnswers([target]);

describe('beside the five', () => {
  test('it is described by its table', () => {
    const fields = describeFields(acme).map(({ path, kind, required, maxLength, providerField }) => [
      path.slice(1).join('.') + (kind === null ? '' : ` ${kind}`),
      required,
      maxLength,
      providerField,
    ]);
    expect(fields).toEqual([
      ['name', true, 40, 'full_name'],
      ['emails.address', false, 60, 'mail'],
      ['phones.number WORK', false, 20, 'tel'],
      ['phones.number MOBILE', false, 20, 'cell'],
      ['phones.kind', false, null, 'tel, cell'],
    ]);
  });

  test('it is named by the others for what they cannot keep, and by its own refusals they are', () => {
    const { supportedBy } = openAccounts(six, { live: new Map() });
    expect(supportedBy('input.name')).toEqual(['CRO', 'ACME']);
    expect(supportedBy('input.phones.kind')).toEqual(['CRO', 'RPM', 'ZUORA', 'ACME']);
    expect(supportedBy('options.acme')).toEqual(['ACME']);
    expect(supportedBy('input.label')).toEqual(['CHARGEBEE']);
  });

  test('it is not configured by the variables of the others, nor they by its own', async () => {
    const vendors = [...(await sandboxVendors({})), createSandbox({})];
    expect(vendors.map(({ key }) => key)).toEqual([...six.map(({ id }) => id.toLowerCase())]);
    const sandbox = await startSandbox({ vendors });
    const modes = (variables: Readonly<Record<string, string>>) => {
      const accounts = openAccounts(six, { live: new Map(), sandboxed: variables });
      return accounts.all.filter(({ mode }) => mode === 'SANDBOX').map(({ provider }) => provider.id);
    };
    const own = Object.entries(sandbox.environment).filter(([name]) => name.startsWith('ACME_'));
    const others = Object.entries(sandbox.environment).filter(([name]) => !name.startsWith('ACME_'));
    expect(modes(Object.fromEntries(own))).toEqual(['ACME']);
    expect(modes(Object.fromEntries(others))).toEqual(providers.map(({ id }) => id));
    expect(modes(sandbox.environment)).toEqual(six.map(({ id }) => id));
    await sandbox.close();
  });

  test('a setting that it misses is named like those of the others', () => {
    const env = new Env({ ACME_KEY: 'k' });
    expect(acme.configure(env)).toBeUndefined();
    expect(env.problems).toEqual(['ACME_URL is missing: Acme CRM is configured in part']);
  });
});
