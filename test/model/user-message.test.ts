/** What a person at a form reads, for every failure and for every violation of every field. */
import { describe, expect, test } from '@jest/globals';
import { describeFields } from '../../src/mapping/describe.js';
import { describeOptions } from '../../src/mapping/describe-options.js';
import type { Path } from '../../src/model/contact.js';
import { failures, failureUserMessage } from '../../src/model/errors.js';
import { UNIFIED_FIELDS, unifiedFields, unifiedParts } from '../../src/model/fields.js';
import type { Failure, FailureKind } from '../../src/model/outcome.js';
import { userMessage } from '../../src/model/user-message.js';
import type { Violation, ViolationCode } from '../../src/model/violation.js';
import { providers } from '../../src/providers/registry.js';

const SECRET = 'Qz-secret';
/** Words of developers and vendors; long digits belong to phone numbers only. */
const JARGON =
  /\b(?:input|options|null|undefined|provider|vendor|API|idempotency|request|JSON|GraphQL|Unicode|ASCII|UTF|regex|subgraph|Qz-secret)\b|[a-z][A-Z]|__|(?<![+\d])\d{5,}/;

function expectPlain(message: string): void {
  expect(message).toMatch(/^[A-Z].*[^.!?]\.$/);
  expect(message.slice(0, -1)).not.toMatch(/[.!?] /);
  expect(message.length).toBeLessThanOrEqual(160);
  for (const name of NAMES) expect(message).not.toContain(name);
  // Two site names are spelled like that.
  expect(message.replace(/LinkedIn/g, '')).not.toMatch(JARGON);
}

const NAMES = providers.flatMap(({ id, name }) => [id, name]);

describe('a failure', () => {
  const retryAfterSeconds = 86_400;
  const cases: { readonly [Kind in FailureKind]: readonly Extract<Failure, { kind: Kind }>[] } = {
    invalid: [{ kind: 'invalid', violations: [] }],
    'customer-not-found': [{ kind: 'customer-not-found', customerId: SECRET }],
    'contact-not-found': [{ kind: 'contact-not-found', contactId: SECRET }],
    'operation-unsupported': [{ kind: 'operation-unsupported', operation: 'REMOVE', supportedBy: [] }],
    duplicate: [{ kind: 'duplicate', existing: null }],
    access: [
      { kind: 'access', problem: 'NOT_CONFIGURED' },
      { kind: 'access', problem: 'CREDENTIALS_REJECTED' },
      { kind: 'access', problem: 'PERMISSION_DENIED' },
    ],
    'rate-limited': [null, 1, 30, 600, retryAfterSeconds].map((seconds) => ({
      kind: 'rate-limited',
      retryAfterSeconds: seconds,
    })),
    unavailable: [
      { kind: 'unavailable', reason: SECRET, retryAfterSeconds: null },
      { kind: 'unavailable', reason: SECRET, retryAfterSeconds },
      { kind: 'unavailable', reason: SECRET, retryAfterSeconds, isPermanent: true },
    ],
    rejected: [{ kind: 'rejected', providerCode: SECRET, providerMessage: SECRET }],
    unknown: [{ kind: 'unknown', uncertainty: SECRET, possibleMatches: [], retryAfterSeconds }],
    'idempotency-conflict': [
      { kind: 'idempotency-conflict', conflict: 'DIFFERENT_REQUEST', retryAfterSeconds: null },
      { kind: 'idempotency-conflict', conflict: 'IN_PROGRESS', retryAfterSeconds },
    ],
  };

  test.each(Object.keys(failures) as FailureKind[])('has a plain message: %s', (kind) => {
    for (const failure of cases[kind]) {
      for (const hasKey of [true, false]) {
        for (const operation of ['ADD', 'UPDATE', 'REMOVE'] as const) {
          expectPlain(failureUserMessage(failure, hasKey, operation));
        }
      }
    }
  });

  test('of an unknown outcome says what to do, with a key and without one', () => {
    const [unknown] = cases.unknown;
    if (!unknown) throw new Error('There is one.');
    expect(failureUserMessage(unknown, true)).toMatch(/send the unchanged form again/);
    expect(failureUserMessage(unknown, false)).toMatch(/check the customer's contacts before/);
  });
});

const paths: readonly Path[] = [
  ['input'],
  ['customerId'],
  ...UNIFIED_FIELDS.flatMap((field) => {
    const path = ['input', ...field.split('.')];
    const parts = Object.keys(unifiedParts).filter((part) => part.startsWith(`${field}.`));
    return [path, [...path, '0'], ...parts.map((part) => ['input', field, '0', part.split('.')[1] ?? ''])];
  }),
  ...providers.flatMap((provider) => describeOptions(provider).map(({ path }) => path)),
];

const ofCode: { readonly [Code in ViolationCode]: Omit<Extract<Violation, { code: Code }>, 'path'> } = {
  REQUIRED: { code: 'REQUIRED', message: SECRET },
  UNSUPPORTED: { code: 'UNSUPPORTED', message: SECRET, supportedBy: ['CRO'] },
  TOO_LONG: { code: 'TOO_LONG', message: SECRET, maxLength: 70, length: 71 },
  TOO_SHORT: { code: 'TOO_SHORT', message: SECRET, minLength: 7, length: 1 },
  TOO_MANY: { code: 'TOO_MANY', message: SECRET, maxItems: 1, items: 2 },
  RANGE: { code: 'RANGE', message: SECRET, minimum: 1, maximum: null },
  FORMAT: { code: 'FORMAT', message: SECRET, expected: SECRET },
  CONFLICT: {
    code: 'CONFLICT',
    message: SECRET,
    conflictsWith: [
      ['input', 'firstName'],
      ['input', 'lastName'],
    ],
  },
  NOT_ALLOWED: { code: 'NOT_ALLOWED', message: SECRET },
  VALUE: { code: 'VALUE', message: SECRET, allowedValues: [SECRET] },
  PROVIDER_RULE: { code: 'PROVIDER_RULE', message: SECRET, providerCode: SECRET, providerMessage: SECRET },
};

test.each(Object.keys(ofCode) as ViolationCode[])('%s has a plain message for every field', (code) => {
  for (const path of paths) expectPlain(userMessage({ ...ofCode[code], path } as Violation));
});

test('a violation names the field, its limit and what to do', () => {
  const at = (...path: string[]) => ['input', ...path];
  expect([
    userMessage({ ...ofCode.TOO_LONG, path: at('emails', '0', 'address') }),
    userMessage({ ...ofCode.TOO_SHORT, path: at('phones', '1', 'number') }),
    userMessage({ ...ofCode.REQUIRED, path: at() }),
    userMessage({ ...ofCode.TOO_MANY, path: at('phones') }),
    userMessage({ ...ofCode.RANGE, path: at('position') }),
    userMessage({ ...ofCode.FORMAT, path: at('emails', '0', 'address') }),
    userMessage({ ...ofCode.CONFLICT, path: at('name') }),
    userMessage({ ...ofCode.UNSUPPORTED, path: at('jobTitle') }),
    userMessage({ ...ofCode.UNSUPPORTED, path: ['options', 'matchBy', '0'] }),
    userMessage({ ...ofCode.VALUE, path: at('phones', '0', 'kind') }),
    userMessage({ ...ofCode.VALUE, path: at('primary') }),
  ]).toEqual([
    'Email address can have at most 70 characters.',
    'Phone number must have at least 7 characters.',
    'Fill in at least one field.',
    'At most 1 can be stored here: remove the others.',
    'Position must be 1 or more.',
    'Enter one email address, such as ada@example.com.',
    'Fill in either Full name or First name and Last name.',
    'Job title cannot be stored for this customer: leave it empty.',
    'This setting cannot be used here.',
    'Choose one of the listed values.',
    'Primary contact must stay on for this contact.',
  ]);
});

describe('the words of a form', () => {
  const described = providers.flatMap((provider) => [
    ...describeFields(provider),
    ...describeOptions(provider),
  ]);

  test('help is one plain sentence', () => {
    const helps = new Set(described.flatMap(({ help }) => help ?? []));
    expect(helps.size).toBeGreaterThan(5);
    for (const help of helps) expectPlain(help);
  });

  test('titles are words, not names of the schema', () => {
    for (const { title } of [...described, ...Object.values(unifiedFields)]) {
      expect(title).toMatch(/^[A-Z][\w ()]{0,40}$/);
      if (title !== 'LinkedIn') expect(title).not.toMatch(/[a-z][A-Z]|_/);
    }
  });
});
