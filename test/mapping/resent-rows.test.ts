/** What a change sends back of a contact: the kit's rows, each with a record as a vendor has it. */
import { expect, test } from '@jest/globals';
import { decodeContact } from '../../src/mapping/decode-contact.js';
import type { FieldTable } from '../../src/mapping/field-table.js';
import { withReplyNames } from '../../src/mapping/reply-names.js';
import { resend } from '../../src/mapping/resend.js';
import type { JsonObject } from '../../src/model/contact.js';
import { chargebee } from '../../src/providers/chargebee/index.js';
import { chartmogul } from '../../src/providers/chartmogul/index.js';
import { cro } from '../../src/providers/cro/index.js';
import { zuora } from '../../src/providers/zuora/index.js';
import { acme } from '../conformance/acme/index.js';

function sentBack(fields: FieldTable, present: JsonObject, wire: JsonObject = {}): JsonObject {
  const provider = { name: 'Any', omitsUnset: false, wireName: (name: string) => name, fields };
  return resend(provider, 'ALL', { input: {}, present, wire }) as JsonObject;
}

test.each([
  { of: chargebee, record: { id: 'a', email: 'a@x.example', phone: '1', enabled: true } },
  { of: cro, record: { name: 'Ann Lee', email: 'a@x.example,b@x.example', fax: '1234567', number: '2' } },
  { of: zuora, record: { workEmail: 'a@x.example', otherPhone: '3', otherPhoneType: 'Home', Team__c: 'A' } },
])('$of.name: decodes to the existing contact', ({ of, record }) => {
  const present = decodeContact(of, { externalId: '1', record }, '1');
  const then = decodeContact(of, { externalId: '1', record: sentBack(of.fields, record) }, '1');
  expect({ ...then, providerRecord: null }).toEqual({ ...present, providerRecord: null });
});

test('a map of custom fields is sent back as the list that requests have, with those of the change', () => {
  const present = { position: 4, custom: { team: 'A', size: 3 } };
  const { fields } = chartmogul;
  const pairs = [
    { key: 'team', value: 'A' },
    { key: 'size', value: 3 },
  ];
  expect(sentBack(fields, present)).toMatchObject({ position: 4, custom: pairs });
  const change = { custom: [{ key: 'team', value: 'B' }] };
  expect(sentBack(fields, present, change)).toMatchObject({ custom: [pairs[1], ...change.custom] });
});

test('names in replies are sent back under the names of requests', () => {
  const record = { displayName: 'Ann', emailAddress: 'a@x.example', workPhone: '1', isActive: true };
  expect(sentBack(acme.fields, record)).toMatchObject({
    full_name: 'Ann',
    mail: 'a@x.example',
    active: true,
  });
  const renamed = withReplyNames(chartmogul.fields, { custom: 'attributes' });
  expect(sentBack(renamed, { attributes: { a: 1 } })).toMatchObject({ custom: [{ key: 'a', value: 1 }] });
});
