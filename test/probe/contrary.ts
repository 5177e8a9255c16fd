/**
 * Emulators that behave against an inferred fact: its probe has to find out. By provider and fact; a fact
 * that no request brings about has none.
 */
import { isRecord, parseJson } from '../../src/sandbox/kit/request.js';
import type { SandboxReply, SandboxRequest, SandboxVendor } from '../../src/sandbox/kit/vendor.js';

export type Contrary = (vendor: SandboxVendor) => SandboxVendor;
type Handle = SandboxVendor['handle'];
type Json = Readonly<Record<string, unknown>>;

/** Puts a handler in the place of the vendor's, for requests that match. */
function instead(
  matches: (request: SandboxRequest) => boolean,
  answer: (handle: Handle) => Handle,
): Contrary {
  return (vendor) => {
    const handle = answer((request) => vendor.handle(request));
    return {
      ...vendor,
      handle: (request) => (matches(request) ? handle(request) : vendor.handle(request)),
    };
  };
}

const at = (method: string, path: RegExp) => (request: SandboxRequest) =>
  request.method === method && path.test(request.path);

const receiving = (matches: ReturnType<typeof at>, change: (request: SandboxRequest) => SandboxRequest) =>
  instead(matches, (handle) => (request) => handle(change(request)));

const replying = (
  matches: ReturnType<typeof at>,
  change: (reply: SandboxReply, request: SandboxRequest) => SandboxReply,
) => instead(matches, (handle) => (request) => change(handle(request), request));

/** The vendor answers every request with the answer to the first one. */
const always = (matches: ReturnType<typeof at>) =>
  instead(matches, (handle) => {
    let first: SandboxReply | undefined;
    return (request) => {
      first ??= handle(request);
      return structuredClone(first);
    };
  });

const form = (change: (params: URLSearchParams) => void) => (request: SandboxRequest) => {
  const params = new URLSearchParams(request.body);
  change(params);
  return { ...request, body: params.toString() };
};
const json = (change: (body: Json) => unknown) => (request: SandboxRequest) => {
  const body = parseJson(request.body);
  return { ...request, body: JSON.stringify(change(isRecord(body) ? body : {})) };
};
const withStatus = (status: number) => (reply: SandboxReply) => ({ ...reply, status });
const inBody = (change: (body: Json) => unknown) => (reply: SandboxReply) => ({
  ...reply,
  body: isRecord(reply.body) ? change(structuredClone(reply.body)) : reply.body,
});
const without = (body: Json, isLeftOut: (value: unknown, name: string) => boolean) =>
  Object.fromEntries(Object.entries(body).filter(([name, value]) => !isLeftOut(value, name)));
const isNull = (value: unknown) => value === null;

const CHARGEBEE = {
  add: at('POST', /\/add_contact$/),
  update: at('POST', /\/update_contact$/),
  remove: at('POST', /\/delete_contact$/),
  list: at('GET', /\/contacts$/),
};
const dropEmpty = form((params) => {
  for (const [name, value] of [...params]) if (value === '') params.delete(name);
});
const defaulted = (names: readonly string[], value: string) =>
  form((params) => {
    for (const name of names) if (!params.has(`contact[${name}]`)) params.append(`contact[${name}]`, value);
  });
let reversed = false;

const CHARTMOGUL = {
  add: at('POST', /\/contacts$/),
  update: at('PATCH', /\/contacts\/[^/]+$/),
  list: at('GET', /\/contacts$/),
};
const CRO = { ...CHARTMOGUL };
const RPM = {
  add: at('POST', /ContactAdd$/),
  edit: at('POST', /ContactEdit$/),
  read: at('POST', /svc\/Customer$/),
};
const editing = (change: (contact: Json) => Json) =>
  receiving(
    RPM.edit,
    json((body) => ({ ...body, Contact: change(isRecord(body.Contact) ? body.Contact : {}) })),
  );
const ZUORA = {
  add: at('POST', /\/v1\/contacts$/),
  put: at('PUT', /\/v1\/contacts\//),
  get: at('GET', /\/v1\/contacts\//),
  action: at('POST', /\/action\/update$/),
  query: at('POST', /\/action\/query$/),
};
const withoutFieldsToNull = receiving(
  ZUORA.action,
  json((body) => ({
    ...body,
    objects: (Array.isArray(body.objects) ? body.objects : []).map((object) =>
      without(object as Json, (_value, name) => name === 'fieldsToNull'),
    ),
  })),
);

export const contraries: Readonly<Record<string, Readonly<Record<string, Contrary>>>> = {
  CHARGEBEE: {
    'clear-field': receiving(CHARGEBEE.update, dropEmpty),
    'clear-email': receiving(CHARGEBEE.update, dropEmpty),
    'update-keeps-unnamed': receiving(CHARGEBEE.update, defaulted(['first_name'], '')),
    'update-keeps-flags': receiving(CHARGEBEE.update, defaulted(['enabled'], 'false')),
    'unknown-contact': replying(CHARGEBEE.update, withStatus(409)),
    'taken-id': replying(
      CHARGEBEE.add,
      inBody((body) => ({ ...body, api_error_code: 'param_wrong_value' })),
    ),
    'taken-id-elsewhere': receiving(
      CHARGEBEE.add,
      form((params) => params.delete('contact[id]')),
    ),
    'contact-limit': replying(
      CHARGEBEE.add,
      inBody((body) => ({ ...body, api_error_code: 'invalid_request' })),
    ),
    'no-contacts-left': replying(
      CHARGEBEE.remove,
      inBody((body) => ({ ...body, customer: { contacts: [{ id: 'still there' }] } })),
    ),
    'list-is-current': always(CHARGEBEE.list),
    'list-order': replying(CHARGEBEE.list, (reply) => {
      reversed = !reversed;
      return inBody((body) => ({
        ...body,
        list: reversed ? [...(body.list as unknown[])].reverse() : body.list,
      }))(reply);
    }),
    'same-email-twice': always(CHARGEBEE.add),
    'key-of-rejection': always(CHARGEBEE.add),
    'key-at-once': receiving(CHARGEBEE.add, ({ headers, ...request }) => {
      const { 'chargebee-idempotency-key': _, ...others } = headers;
      return { ...request, headers: others };
    }),
  },
  CHARTMOGUL: {
    'clear-field': receiving(
      CHARTMOGUL.update,
      json((body) => without(body, isNull)),
    ),
    'clear-email': receiving(
      CHARTMOGUL.update,
      json((body) => without(body, isNull)),
    ),
    'clear-custom-field': receiving(
      CHARTMOGUL.update,
      json(() => ({})),
    ),
    'custom-fields-stay': receiving(
      CHARTMOGUL.update,
      json(({ custom }) => ({ custom: [...(custom as unknown[]), { key: 'Region', value: null }] })),
    ),
    'unknown-contact': replying(CHARTMOGUL.update, withStatus(400)),
    'unknown-customer': replying(CHARTMOGUL.add, withStatus(422)),
    'missing-data-source': replying(CHARTMOGUL.add, withStatus(422)),
    'other-data-source': replying(
      CHARTMOGUL.add,
      inBody((body) => ({ ...body, param: null })),
    ),
    'nested-add': replying(CHARTMOGUL.add, withStatus(200)),
    'same-email-twice': always(CHARTMOGUL.add),
    'long-text': receiving(
      CHARTMOGUL.add,
      json((body) => ({ ...body, notes: String(body.notes).slice(0, 255) })),
    ),
    'list-is-current': always(CHARTMOGUL.list),
  },
  CRO: {
    'clear-text': receiving(
      CRO.update,
      json((body) => without(body, isNull)),
    ),
    'clear-email': receiving(
      CRO.update,
      json((body) => ({ ...body, email: body.email ?? 'not an address' })),
    ),
    'flags-off': receiving(
      CRO.update,
      json((body) => without(body, (value) => value === false)),
    ),
    'page-parameters': replying(CRO.list, withStatus(400)),
    'unknown-contact': replying(CRO.update, withStatus(400)),
    'unknown-customer': replying(
      CRO.list,
      inBody((body) => ({ ...body, results: [{ id: 1 }] })),
    ),
    'rejected-field': replying(
      CRO.update,
      inBody((body) => ({ ...body, field: 'UpdateCustomerContactModel' })),
    ),
    'same-values-twice': always(CRO.add),
    'list-is-current': always(CRO.list),
  },
  RPM: {
    'absent-is-emptied': editing((contact) => ({ Title: 'Probe', ...contact })),
    'number-left-out': editing((contact) => ({ PhoneNumbers: [{ Type: 1, Number: '' }], ...contact })),
    'number-emptied': editing((contact) => ({
      ...contact,
      PhoneNumbers: (contact.PhoneNumbers as Json[]).filter((row) => row.Number !== ''),
    })),
    'second-number-of-type': editing((contact) => ({
      ...contact,
      PhoneNumbers: (contact.PhoneNumbers as Json[]).map((row) =>
        row.Number === '555-0101' ? { ...row, Type: 2 } : row,
      ),
    })),
    'unknown-contact': replying(RPM.edit, (reply) => ({ ...reply, body: { Result: {} } })),
    'unknown-customer': replying(RPM.read, withStatus(404)),
    'same-values-twice': always(RPM.add),
    'list-is-current': always(RPM.read),
  },
  ZUORA: {
    'put-keeps-unnamed': receiving(
      ZUORA.put,
      json((body) => ({ city: null, ...body })),
    ),
    'clear-by-action': withoutFieldsToNull,
    'clear-custom-field': withoutFieldsToNull,
    'gone-after-delete': instead(at('DELETE', /contacts/), () => () => ({
      status: 200,
      body: { success: true },
    })),
    'list-is-current': always(ZUORA.query),
    'same-values-twice': always(ZUORA.add),
    'key-ignores-body': receiving(ZUORA.add, ({ headers, ...request }) => {
      const { 'idempotency-key': _, ...others } = headers;
      return { ...request, headers: others };
    }),
    'country-as-sent': replying(
      ZUORA.get,
      inBody((body) => ({ ...body, country: 'United States' })),
    ),
    'unknown-contact': replying(
      ZUORA.put,
      inBody((body) => ({ ...body, reasons: [{ code: 58130030 }] })),
    ),
    'unknown-account': replying(
      ZUORA.add,
      inBody((body) => ({ ...body, reasons: [{ code: 58130030 }] })),
    ),
  },
};
