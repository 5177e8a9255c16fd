/** Chargebee's facts for tests, docs and examples. */
import type { ProviderFacts } from '../facts.js';
import { inferred } from './inferred-facts.js';

export const facts: ProviderFacts = {
  environment: (origin) => ({
    CHARGEBEE_SITE: 'acme',
    CHARGEBEE_API_KEY: 'test_key',
    CHARGEBEE_URL: `${origin}/api/v2`,
  }),
  account: 'acme',
  credentials: (origin) => ({
    CHARGEBEE_SITE: 'acme',
    CHARGEBEE_API_KEY: 'live_chargebeeKEY+1/a',
    CHARGEBEE_URL: `${origin}/api/v2`,
  }),
  settings: [
    [
      '`CHARGEBEE_SITE`, `CHARGEBEE_API_KEY`',
      "The site's name and an API key. `CHARGEBEE_URL` overrides `https://{site}.chargebee.com/api/v2`.",
    ],
  ],
  sample: { customerId: 'cus_1', input: { externalId: 'c1', emails: [{ address: 'ada@example.com' }] } },
  wire: {
    headers: [
      'authorization',
      'content-type',
      'chargebee-idempotency-key',
      'chargebee-business-entity-id',
      'chargebee-event-webhook',
      'chargebee-event-email',
      'chargebee-event-actions',
      'chargebee-request-origin-device',
      'chargebee-request-origin-ip',
      'chargebee-request-origin-user',
      'chargebee-request-origin-user-encoded',
    ],
    body: ['contact[id]', 'contact[enabled]', 'contact[send_account_email]', 'contact[send_billing_email]'],
    changes: ['customer', 'contacts', 'id'],
    answer: [
      'customer',
      'contacts',
      'id',
      'api_error_code',
      'error_code',
      'param',
      'error_param',
      'message',
      'error_msg',
    ],
    twins: { param: 'error_param', error_param: 'param', message: 'error_msg', error_msg: 'message' },
  },
  fields: [
    'externalId contact[id] 150',
    'firstName contact[first_name] 150',
    'lastName contact[last_name] 150',
    'label contact[label] 50',
    'emails.address! contact[email] 70',
    'phones.number contact[phone] 50',
    'enabled contact[enabled]',
    'notifications contact[send_account_email], contact[send_billing_email]',
  ],
  lists: ['emails.address 1', 'phones.number 1', 'notifications 100 ACCOUNT_EMAIL BILLING_EMAIL'],
  conformance: {
    unasked: {
      body: {
        'contact[id]': 'the response does not identify the new contact',
        'contact[enabled]': 'the vendor would disable it',
        'contact[send_account_email]': 'all flags are sent together',
        'contact[send_billing_email]': 'all flags are sent together',
      },
      headers: {
        authorization: 'the API key',
        'chargebee-idempotency-key': 'the vendor recognizes a repeat by it',
      },
    },
    sentBack: {
      enabled: 'the vendor may reset a flag that is left out',
      notifications: 'the vendor may reset a flag that is left out',
    },
    options: {
      businessEntityId: {
        good: [
          { value: 'be_1', seen: { header: 'chargebee-business-entity-id' }, as: 'be_1' },
          { value: 'x'.repeat(50), seen: { header: 'chargebee-business-entity-id' }, as: 'x'.repeat(50) },
        ],
        bad: [
          ['x'.repeat(51), 'TOO_LONG'],
          ['', 'TOO_SHORT'],
          ['bé', 'FORMAT'],
          ['a\r\nb: c', 'FORMAT'],
        ],
      },
      disableWebhooks: {
        good: [
          { value: true, seen: { header: 'chargebee-event-webhook' }, as: 'all-disabled' },
          { value: false, seen: { header: 'chargebee-event-webhook' }, as: undefined },
        ],
        bad: [],
      },
      disableEmails: {
        good: [
          { value: true, seen: { header: 'chargebee-event-email' }, as: 'all-disabled' },
          { value: false, seen: { header: 'chargebee-event-email' }, as: undefined },
        ],
        bad: [],
      },
      disableEventActions: {
        good: [
          { value: true, seen: { header: 'chargebee-event-actions' }, as: 'all-disabled' },
          { value: false, seen: { header: 'chargebee-event-actions' }, as: undefined },
        ],
        bad: [],
      },
      originDevice: {
        good: [
          { value: 'Desk 7, left', seen: { header: 'chargebee-request-origin-device' }, as: 'Desk 7, left' },
        ],
        bad: [
          ['', 'TOO_SHORT'],
          ['Gerät', 'FORMAT'],
          ['a\nb', 'FORMAT'],
        ],
      },
      originIp: {
        good: [
          { value: '192.0.2.7', seen: { header: 'chargebee-request-origin-ip' }, as: '192.0.2.7' },
          { value: '2001:db8::7', seen: { header: 'chargebee-request-origin-ip' }, as: '2001:db8::7' },
          { value: 'cafe.bad', seen: { header: 'chargebee-request-origin-ip' }, as: 'cafe.bad' },
        ],
        bad: [
          ['', 'TOO_SHORT'],
          ['not an address', 'FORMAT'],
          ['-x', 'FORMAT'],
          ['1.2.3.4\n', 'FORMAT'],
        ],
      },
      originUser: {
        good: [
          {
            value: 'ada@example.com',
            seen: { header: 'chargebee-request-origin-user' },
            as: 'ada@example.com',
          },
          {
            value: 'zoë@example.com',
            seen: { header: 'chargebee-request-origin-user-encoded' },
            as: 'em/Dq0BleGFtcGxlLmNvbQ==',
          },
        ],
        bad: [
          ['', 'TOO_SHORT'],
          ['ada\r\nx: y', 'FORMAT'],
          ['\ud800', 'FORMAT'],
        ],
      },
    },
    oddCustomerIds: [
      '0',
      '01',
      '-1',
      '+1',
      '1.5',
      '1e3',
      '0x10',
      '1_000',
      '1,000',
      '2147483648',
      '9223372036854775808',
      '\u0661\u0662\u0663',
      'NaN',
      'null',
      '...',
      'a..b',
      "cus!$&'()*+,:=@~[]",
      'kundin-zoë-😀',
      '😀'.repeat(50),
    ],
    excused: {
      position: 'contacts have no order',
      'custom fields': 'contacts have none',
      'fault ERROR_IN_200': 'every error has its own status',
    },
  },
  sandbox: {
    about: [
      'Variables: `CHARGEBEE_SITE=sandbox`, `CHARGEBEE_API_KEY=chargebee-sandbox-key`, and the printed URL as `CHARGEBEE_URL`. The site name is not checked.',
    ],
    customers: [
      ['cus_acme', 'an ordinary customer without contacts', 'AddContactSuccess'],
      [
        'cus_globex',
        'an ordinary customer with the contacts `contact_globex_1` and `contact_globex_2`',
        'AddContactSuccess',
      ],
      [
        'cus_full',
        'holds `contact_full_1` to `contact_full_10`, and ten is all a customer can hold: 400 `resource_limit_exhausted`',
        'ContactProviderRejectedError',
      ],
      ['cus_nobody', 'does not exist: 404 `resource_not_found`', 'ContactCustomerNotFoundError'],
      [
        'fault_rate_limited',
        '429 `api_request_limit_exceeded` without `Retry-After`',
        'ContactProviderRateLimitedError',
      ],
      [
        'fault_rate_limited_retry_after',
        '429 `api_request_limit_exceeded` with `Retry-After: 60`',
        'ContactProviderRateLimitedError',
      ],
      [
        'fault_lock_timeout',
        '429 `lock_timeout` on writes: another write to the customer is running, no quota is exceeded',
        'ContactProviderUnavailableError',
      ],
      ['fault_credentials_refused', '401 `api_authentication_failed`', 'ContactProviderAccessError'],
      ['fault_permission_denied', '403 `api_authorization_failed`', 'ContactProviderAccessError'],
      ['fault_maintenance', '503 `site_not_ready`', 'ContactProviderUnavailableError'],
      ['fault_read_only', '503 `site_read_only_mode` on writes', 'ContactProviderUnavailableError'],
      [
        'fault_unknown_code',
        '409 `invalid_state_for_request`, an error that the unified model does not name',
        'ContactProviderRejectedError',
      ],
      ['fault_server_error', '500 `internal_error`, nothing is stored', 'ContactOutcomeUnknownError'],
      [
        'fault_server_error_after_commit',
        'stores the contact, then 500 `internal_error`',
        'ContactOutcomeUnknownError',
      ],
      [
        'fault_temporary_error',
        '503 `internal_temporary_error` on writes, nothing is stored',
        'ContactOutcomeUnknownError',
      ],
      [
        'fault_bad_gateway',
        '502 with an HTML page on writes, nothing is stored',
        'ContactOutcomeUnknownError',
      ],
      ['fault_cut_before_commit', 'cuts the connection, nothing is stored', 'ContactOutcomeUnknownError'],
      [
        'fault_cut_after_commit',
        'stores the contact, then cuts the connection',
        'ContactOutcomeUnknownError',
      ],
      ['fault_hang', 'stores the contact and never answers', 'ContactOutcomeUnknownError'],
      [
        'fault_html_reply',
        'stores the contact, then answers an HTML page with status 200',
        'ContactOutcomeUnknownError',
      ],
      [
        'fault_truncated_reply',
        'stores the contact, then ends the response halfway',
        'ContactOutcomeUnknownError',
      ],
      ['fault_slow', 'answers normally after two seconds', 'AddContactSuccess'],
    ],
    notes: [
      'A customer holds ten contacts. An eleventh replaces the oldest contact that a caller added, as if that one had been deleted before. Contacts that exist from the start stay, so `cus_full` is always full.',
      'A contact id that is taken, at any customer, always gets 400 `duplicate_entry`. With `externalId: "contact_globex_1"`, an add to `cus_globex` is a `ContactDuplicateError`, because that customer has the contact. At any other customer, it is a `ContactInputInvalidError` at `input.externalId`. A `chargebee-idempotency-key` is remembered for thirty minutes; only calls that were carried out are.',
    ],
    assumptions: [
      'the eleventh contact gets `resource_limit_exhausted`',
      'a contact id is unique for the whole site',
      'a parameter with an unknown name, or a request header that breaks its rule, gets `param_wrong_value`',
      'an update keeps fields that it does not name, and an empty text clears a field',
      'a customer without contacts has no `contacts`',
    ],
  },
  emulated: {
    customer: (number) => `cus_${number}`,
    contact: (number) => ({ email: `desk-${number}@example.com`, enabled: true }),
    contactId: (number) => `c${number}`,
    absentContact: 'contact_nobody',
    order: 'OLDEST_FIRST',
    paths: { list: /\/contacts(?:\?|$)/ },
    pages: 'BY_CURSOR',
    page: ({ ids, next }) => ({
      list: ids.map((id) => ({ contact: { id, email: 'ada@example.com', enabled: true } })),
      next_offset: next,
    }),
  },
  inferred,
  readme: {
    customerId: 'up to 50 characters',
    needs: 'an email address',
    keeps: 'id of your choice, label, enabled, billing and account emails',
  },
  example: {
    about:
      'Adds a contact with a label, flags, and notifications at Chargebee. Next: add `jobTitle` to `input`; the violation names the providers that store one.',
    input: {
      firstName: 'Amara',
      lastName: 'Okafor',
      label: 'Accounts payable',
      emails: [{ address: 'amara.okafor@example.com' }],
      phones: [{ number: '+1 415 555 0132' }],
      enabled: true,
      notifications: ['ACCOUNT_EMAIL', 'BILLING_EMAIL'],
    },
    options: { chargebee: { disableWebhooks: true } },
    next: { change: { jobTitle: 'Treasurer' }, member: 'ContactInputInvalidError' },
  },
};
