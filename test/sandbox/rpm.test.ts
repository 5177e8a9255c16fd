import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/kit/server.js';
import { createSandbox } from '../../src/sandbox/rpm/index.js';

type Json = Record<string, unknown>;
interface Answer {
  status: number;
  headers: Headers;
  text: string;
  result: Json;
}
type Init = { method?: string; headers?: Record<string, string>; text?: string };

const NO_PHONES = [1, 2, 3, 6].map((Type) => ({ PhoneNumberID: 0, Type, Number: ' none' }));

let sandbox: Sandbox;

async function call(endpoint: string, body: unknown, init: Init = {}): Promise<Answer> {
  const { method = 'POST', headers = { rpmapikey: sandbox.environment.RPM_API_KEY ?? '' }, text } = init;
  const response = await fetch(`${sandbox.urls.rpm}/api2.svc/${endpoint}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body: text ?? JSON.stringify(body) }),
  });
  const raw = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  const result = isJson ? ((JSON.parse(raw) as Json).Result as Json) : {};
  return { status: response.status, headers: response.headers, text: raw, result };
}

const add = (Contact: unknown, CustomerID: unknown = 2001, more: Json = {}) =>
  call('CustomerContactAdd', { Contact, CustomerID, ...more });
const edit = (Contact: Json, more: Json = {}) =>
  call('CustomerContactEdit', { Contact, CustomerID: 2001, IsPrimary: false, ...more });
const contactsOf = async (CustomerID: number) =>
  (await call('Customer', { CustomerID })).result.Contacts as { Contact: Json; IsPrimary: boolean }[];
const error = (message: string) => JSON.stringify({ Result: { Error: { Message: message } } });

beforeAll(async () => {
  sandbox = await startSandbox({ vendors: [createSandbox({})] });
});
afterAll(() => sandbox.close());

describe('every call', () => {
  it('must end in /rpm', () => {
    expect(sandbox.environment.RPM_URL).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/rpm$/);
  });

  it('is rejected without a key, in a bare text', async () => {
    const { status, text } = await call('Info', {}, { headers: {} });
    expect(status).toBe(200);
    expect(text).toBe('{"Result":{"Error":"Valid key required"}}');
  });

  it('is rejected with an unknown key, in a bare text with two spaces', async () => {
    const { text } = await call('Info', {}, { headers: { rpmapikey: 'nope' } });
    expect(text).toContain('{"Result":{"Error":"Key not found.  A valid \\"Key\\" must appear');
  });

  it('accepts the key as the first property of the body and nowhere else in it', async () => {
    const Key = sandbox.environment.RPM_API_KEY;
    const first = await call('Customer', { Key, CustomerID: 2001 }, { headers: {} });
    expect(first.result.Name).toBe('Acme Telecom');
    const second = await call('Customer', { CustomerID: 2001, Key }, { headers: {} });
    expect(second.result.Error).toBe('Valid key required');
  });

  it('must be a POST of JSON to a known endpoint, in any letter case', async () => {
    expect((await call('info', {})).result).toMatchObject({ Role: 'API', SubscriberID: 1, InstanceID: 1 });
    expect((await call('Nothing', {})).status).toBe(404);
    expect((await call('Info', {}, { method: 'GET' })).status).toBe(405);
    expect((await call('Info', {}, { text: '{' })).status).toBe(400);
    expect((await call('Info', {}, { text: '' })).status).toBe(400);
    const other = await fetch(`${sandbox.urls.rpm}/API2.svc/INFO`, {
      method: 'POST',
      headers: { RpmApiKey: sandbox.environment.RPM_API_KEY ?? '' },
      body: '{}',
    });
    expect(await other.text()).toMatch(/^\{"Result":/);
  });
});

describe('CustomerContactAdd', () => {
  it('returns the contact with a row for every phone type', async () => {
    const { status, text, result } = await add({
      FirstName: 'Ann',
      LastName: 'Lee',
      PhoneNumbers: [
        { Type: 3, Number: '555-1234' },
        { Type: 6, Number: '' },
      ],
    });
    expect(status).toBe(200);
    expect(text).toMatch(/^\{"Result":\{"Contact":\{"ContactID":\d+,/);
    expect(result).toEqual({
      Contact: {
        ContactID: expect.any(Number),
        FirstName: 'Ann',
        LastName: 'Lee',
        Salutation: '',
        Title: '',
        Email: '',
        PhoneNumbers: [
          { PhoneNumberID: expect.any(Number), Type: 3, Number: '555-1234' },
          { PhoneNumberID: expect.any(Number), Type: 6, Number: ' none' },
          { PhoneNumberID: 0, Type: 1, Number: ' none' },
          { PhoneNumberID: 0, Type: 2, Number: ' none' },
        ],
      },
    });
  });

  it('requires nothing of a contact', async () => {
    expect((await add({})).result.Contact).toMatchObject({ FirstName: '', PhoneNumbers: NO_PHONES });
  });

  it('shows the primary contact only through the customer', async () => {
    const first = (await add({ FirstName: 'A' }, 2002, { IsPrimary: true })).result;
    expect(first).not.toHaveProperty('IsPrimary');
    const second = (await add({ FirstName: 'B' }, 2002, { IsPrimary: true })).result;
    const primary = (await contactsOf(2002)).filter(({ IsPrimary }) => IsPrimary);
    expect(primary.map(({ Contact }) => Contact)).toEqual([second.Contact]);
  });

  it('keeps four numbers, also two of one type', async () => {
    const PhoneNumbers = ['1', '2', '3', '4'].map((digit) => ({ Type: 1, Number: digit }));
    const { Contact } = (await add({ PhoneNumbers })).result as { Contact: { PhoneNumbers: Json[] } };
    expect(Contact.PhoneNumbers.slice(0, 4).map((phone) => phone.Number)).toEqual(['1', '2', '3', '4']);
    const fifth = await add({ PhoneNumbers: [...PhoneNumbers, ...PhoneNumbers] });
    expect(fifth.text).toContain('{"Result":{"Error":');
  });

  it.each([4, 5, 0, '1', undefined])('rejects a number of type %j', async (Type) => {
    const before = await contactsOf(2001);
    const { text } = await add({ PhoneNumbers: [{ Type, Number: '1' }] });
    expect(text).toBe(error(`Unrecognized type for phone number: ${Type ?? ''}`));
    expect(await contactsOf(2001)).toEqual(before);
  });

  it('rejects unknown customers, missing parameters and values it cannot read', async () => {
    expect((await add({}, 404404)).text).toBe(error('Customer not found'));
    const parameter = 'Call requires parameter: "Contact" which was not found';
    expect((await call('CustomerContactAdd', { CustomerID: 2001 })).text).toBe(error(parameter));
    expect((await call('CustomerContactAdd', { Contact: {} })).text).toContain('CustomerID');
    for (const id of ['2001', 2147483648, 1.5, -1]) expect((await add({}, id)).status).toBe(400);
    expect((await add({ FirstName: {} })).status).toBe(400);
    expect((await add({ PhoneNumbers: 'x' })).status).toBe(400);
    expect((await add({ PhoneNumbers: [{ Type: 1, Number: 5 }] })).status).toBe(400);
  });
});

describe('CustomerContactEdit', () => {
  it('erases what is omitted, except phone numbers', async () => {
    const { Contact } = (
      await add({
        FirstName: 'A',
        LastName: 'B',
        Title: 'CTO',
        Email: 'a@example.com',
        PhoneNumbers: [{ Type: 1, Number: '1' }],
      })
    ).result as { Contact: { ContactID: number; PhoneNumbers: [{ PhoneNumberID: number }] } };
    const { ContactID } = Contact;
    const { result } = await edit({ ContactID, FirstName: 'A', LastName: 'C', Title: 'CEO' });
    expect(result.Contact).toMatchObject({
      LastName: 'C',
      Title: 'CEO',
      Email: '',
      PhoneNumbers: [{ Number: '1' }, {}, {}, {}],
    });
    const phones = [
      { PhoneNumberID: Contact.PhoneNumbers[0].PhoneNumberID, Type: 1, Number: '' },
      { Type: 2, Number: '2' },
    ];
    const again = await edit({ ContactID, FirstName: 'A', LastName: 'C', PhoneNumbers: phones });
    expect(again.result.Contact).toMatchObject({
      PhoneNumbers: [{ Number: ' none' }, { Type: 2, Number: '2' }, {}, {}],
    });
  });

  it('promotes a contact and never demotes it', async () => {
    const { Contact } = (await add({})).result as { Contact: Json };
    const names = { ContactID: Contact.ContactID, FirstName: 'A', LastName: 'B' };
    await edit(names, { IsPrimary: true });
    await edit(names, { IsPrimary: false });
    const stored = (await contactsOf(2001)).find((entry) => entry.Contact.ContactID === Contact.ContactID);
    expect(stored?.IsPrimary).toBe(true);
  });

  it('requires both names and a contact', async () => {
    const { Contact } = (await add({})).result as { Contact: Json };
    expect((await edit({ ContactID: Contact.ContactID, FirstName: 'A' })).text).toBe(
      error('Call requires parameter: "LastName" which was not found'),
    );
    expect((await edit({ ContactID: 1, FirstName: 'A', LastName: 'B' })).text).toBe(
      error('Contact not found'),
    );
  });
});

describe('Customer and Customers', () => {
  it('finds by id first, else by name', async () => {
    expect((await call('Customer', { Customer: 'Initech Networks' })).result).toMatchObject({
      CustomerID: 2003,
    });
    const both = await call('Customer', { Customer: 'Initech Networks', CustomerID: 2001 });
    expect(both.result.Name).toBe('Acme Telecom');
    expect((await call('Customer', { Customer: 'nobody' })).text).toBe(error('Customer not found'));
    expect((await call('Customer', {})).text).toBe(error('Customer name or ID must be specified'));
    expect(await contactsOf(2003)).toHaveLength(45);
  });

  it('lists every customer without contacts', async () => {
    const customers = (await call('Customers', {})).result.Customers as Json[];
    expect(customers[0]).toEqual({
      Customer: 'Acme Telecom',
      CustomerID: 2001,
      Added: expect.any(String),
      Modified: expect.any(String),
    });
  });
});

describe('customers with a fault', () => {
  it.each([
    [9000429, 'API daily limit reached'],
    [9000403, 'Permission denied'],
    [9001403, 'Unauthorized user'],
    [9000200, 'The contact could not be saved'],
    [9000422, 'Policy 7731 does not allow this'],
    [9000400, 'Unrecognized type for phone number: 1'],
  ])('%i answers "%s"', async (customerId, message) => {
    const { status, text } = await add({ FirstName: 'Ann' }, customerId);
    expect(status).toBe(200);
    expect(text).toBe(error(message));
  });

  it('rejects a key in a bare text', async () => {
    expect((await add({}, 9000401)).result.Error).toMatch(/^Key not found\. {2}A valid/);
  });

  it.each([
    [9000500, 500],
    [9000503, 503],
  ])('%i answers a page with status %i', async (customerId, status) => {
    expect(await add({}, customerId)).toMatchObject({ status, text: expect.stringContaining('<html>') });
  });

  it('keeps a contact of a connection cut after commit, and none of one cut before', async () => {
    await expect(add({}, 9000001)).rejects.toThrow();
    await expect(add({}, 9000002)).rejects.toThrow();
    expect(await contactsOf(9000001)).toHaveLength(0);
    expect(await contactsOf(9000002)).toHaveLength(1);
  });

  it('answers a 500 after commit', async () => {
    expect((await add({}, 9001500)).status).toBe(500);
    expect(await contactsOf(9001500)).toHaveLength(1);
  });

  it('hides its faults from callers without a key', async () => {
    const { result } = await call('Customer', { CustomerID: 9000429 }, { headers: {} });
    expect(result.Error).toBe('Valid key required');
  });
});

it('a customer keeps its initial contacts and the latest added ones', async () => {
  const before = (await contactsOf(2003)).map(({ Contact }) => Contact.ContactID);
  for (let index = 0; index < 460; index += 1) await add({ FirstName: `Added ${index}` }, 2003);
  const after = await contactsOf(2003);
  expect(after).toHaveLength(500);
  expect(after.slice(0, before.length).map(({ Contact }) => Contact.ContactID)).toEqual(before);
  expect(after[before.length]?.Contact.FirstName).toBe('Added 5');
  expect(after.at(-1)?.Contact.FirstName).toBe('Added 459');
});
