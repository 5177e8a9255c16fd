/**
 * Another client's write between the read and the write of an update: only what the vendor requires back with
 * every change is lost.
 */
import { describe, expect, it } from '@jest/globals';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { fieldOf, fullInputs, keptFields, withField } from '../conformance/inputs.js';
import { describedAs } from '../support/facts.js';
import { emailOf } from '../support/keyed-stage.js';
import { FOREIGN_INPUTS, placeChanges } from '../support/keyed-writes.js';
import { useLedgerStages } from '../support/ledger-stages.js';
import { LEDGER_PROVIDERS, type WriteFault } from '../support/ledger-vendor.js';

const stages = useLedgerStages();

describe.each(LEDGER_PROVIDERS)('another client at %s', (provider) => {
  const { provider: driver, facts } = describedAs(provider);
  const { sentBack = {}, customFields } = facts.conformance;
  const [usual = {}] = fullInputs(driver, customFields, facts.samples);
  // One number, in place of the existing one.
  const full = { ...usual, ...FOREIGN_INPUTS['other field'] };
  const others = keptFields(driver).filter(
    (field) => !['externalId', 'emails'].includes(field) && fieldOf(full, field) !== undefined,
  );
  it.each(others.map((field) => [field in sentBack ? 'loses' : 'keeps', field] as const))(
    '%s its write to %s between the read and the write of an update',
    async (keeps, field) => {
      const { vendor } = stages;
      const { accounts, service } = stages.open();
      const [write] = placeChanges(vendor, provider, 1, ['UPDATE']);
      if (write?.operation !== 'UPDATE') throw new RangeError('There is no update.');
      const { contact } = write.command;
      const read = async () => {
        const query = { customerId: contact.customerId, requestId: 'a read' };
        const found = await accounts.get(provider).get(query, contact.externalId, new Deadline(2000));
        return found.ok && found.value ? fieldOf(found.value, field) : undefined;
      };
      const before = await read();
      let theirs: unknown;
      vendor.fault = async (call): Promise<WriteFault> => {
        const input = withField({}, field, fieldOf(full, field));
        await vendor.changeElsewhere(call, { contactId: contact.externalId, input });
        theirs = await read();
        return 'none';
      };
      const input = { emails: [{ address: emailOf(1) }] };
      expect(await service.update({ ...write.command, input })).toMatchObject({ ok: true });
      expect(theirs).not.toEqual(before);
      expect(await read()).toEqual(keeps === 'keeps' ? theirs : before);
    },
  );
});
