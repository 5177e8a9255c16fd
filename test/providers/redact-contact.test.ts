/** A vendor may repeat values of the existing contact, which the request does not name. */
import { expect, test } from '@jest/globals';
import { decideInput } from '../../src/mapping/decide.js';
import { bodyOf } from '../../src/mapping/folds.js';
import { emulators } from '../../src/sandbox/registry.js';
import { repeating } from '../conformance/private-inputs.js';
import { describedAs } from '../support/facts.js';
import { useLedgerStages } from '../support/ledger-stages.js';
import { LEDGER_PROVIDERS, ledgerCustomer } from '../support/ledger-vendor.js';

const stages = useLedgerStages();

test.each(LEDGER_PROVIDERS)('an error does not contain what %s repeats of the contact', async (provider) => {
  const input = { firstName: 'Ada', lastName: 'Quillfeather', emails: [{ address: 'ada@example.com' }] };
  const customerId = ledgerCustomer(provider, 1);
  const record = bodyOf(decideInput(input, describedAs(provider).provider));
  const externalId = stages.vendor.put(provider, customerId, record);
  const emulator = await emulators[provider]?.();
  const { status = 500, body, headers } = emulator?.createSandbox({}).faultReply('UNKNOWN_CODE') ?? {};
  stages.vendor.fault = () => ({
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(repeating(body, 'not for Quillfeather')),
  });
  const outcome = await stages.open().service.update({
    contact: { provider, customerId, externalId },
    input: { emails: [{ address: 'other@example.com' }] },
    options: {},
    requestId: 'test',
  });
  expect(outcome).toMatchObject({ ok: false, failure: { kind: 'rejected' } });
  expect(JSON.stringify(outcome)).not.toContain('Quillfeather');
});
