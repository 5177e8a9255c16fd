/** `docs/errors.md` and the lists of codes, compared both ways. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { MAX_ATTEMPTS } from '../../src/accounts/retry.js';
import { readConfig } from '../../src/config/config.js';
import { Env } from '../../src/config/env.js';
import { MAX_PAGE } from '../../src/contacts/read-contacts.js';
import { isReadErrorCode, MAX_REPRESENTATIONS, readErrorCodes } from '../../src/graphql/read-errors.js';
import { providers } from '../../src/providers/registry.js';
import { errorFormatter, httpErrors, limitErrors, requestErrors } from '../../src/server/errors.js';

const page = readFileSync('docs/errors.md', 'utf8');
const [table = ''] = page.match(/(?:^\|.*\|$\n?)+/m) ?? [];
const lines = table.trim().split('\n');
const rows = lines.slice(2).map((line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim()),
);
const codeOf = (cell = '') => /^`([A-Z_]+)`$/.exec(cell)?.[1] ?? `no code: ${cell}`;

function format(production: boolean, message: string, options: GraphQLErrorOptions) {
  const error = new GraphQLError(message, options);
  return errorFormatter(production)(error.toJSON(), error);
}

/** Every masked error gets this code. */
const masked = format(true, 'x', { extensions: { code: 'SOMETHING_ELSE' } }).extensions?.code;

test('the table has every code of a top-level error, and no other', () => {
  const codes = rows.map(([code]) => codeOf(code));
  expect([...codes].sort()).toEqual(
    [
      ...Object.keys({ ...readErrorCodes, ...requestErrors, ...httpErrors, ...limitErrors }),
      String(masked),
    ].sort(),
  );
  expect(new Set(codes).size).toBe(codes.length);
});

test('each row says when and what to do', () => {
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    expect(row).toHaveLength(3);
    for (const cell of row) expect(cell).not.toBe('');
  }
});

test("the numbers are the code's", () => {
  const text = new Map(rows.map(([code, when]) => [codeOf(code), when]));
  expect(text.get('PAGE_SIZE_INVALID')).toContain(`from 1 to ${MAX_PAGE}.`);
  expect(text.get('TOO_MANY_REPRESENTATIONS')).toContain(`More than ${MAX_REPRESENTATIONS} `);
  const { limits } = readConfig(new Env({}));
  const shown = [limits.cost, limits.aliases, limits.depth, '2 MiB', limits.providerCalls];
  const limitRows =
    page.slice(page.indexOf('## Limits of an operation')).match(/^\| .*`MAX_\w+` \|$/gm) ?? [];
  expect(limitRows.map((row) => row.split('|')[2]?.trim())).toEqual(shown.map(String));
  expect(limits.responseBytes).toBe(2 * 1024 * 1024);
  const times = ['never', 'once', 'twice', 'three times', 'four times'][MAX_ATTEMPTS];
  expect(page).toContain(`tries a failed read up to ${times} in all`);
});

test('the section on repeated writes names the providers that have their own idempotency key', () => {
  const section = /^## Repeated writes\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(page)?.[1] ?? '';
  for (const { name, idempotency } of providers) {
    expect([name, section.includes(name)]).toEqual([name, idempotency.vendorKey !== undefined]);
  }
  expect(page).not.toMatch(/writes are sent once/i);
});

describe('the formatter', () => {
  test.each([true, false])('passes on the codes of reads unchanged, in production: %s', (production) => {
    for (const code of Object.keys(readErrorCodes)) {
      const error = { path: ['contact'], extensions: { code, retryAfterSeconds: 3 } };
      expect(format(production, 'text', error)).toEqual({ message: 'text', ...error });
      expect(isReadErrorCode(code)).toBe(true);
    }
  });

  test.each(['toString', '__proto__', 'constructor', '', undefined])('%p is not a code of a read', (code) => {
    expect(isReadErrorCode(code)).toBe(false);
    expect(format(false, 'secret', { path: ['contact'], extensions: { code } })).toMatchObject({
      message: expect.not.stringContaining('secret'),
      extensions: { code: masked },
    });
  });
});
