import { afterEach, describe, expect, it } from '@jest/globals';
import { readProviderSettings } from '../../src/accounts/account-settings.js';
import { openAccounts } from '../../src/accounts/accounts.js';
import { Env } from '../../src/config/env.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import { providers } from '../../src/providers/registry.js';
import { retryAfterSeconds } from '../../src/vendor-http/retry-after.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import { startRawServer } from '../support/raw-vendor.js';

const NOW = Date.UTC(2026, 10, 1, 12, 0, 0);

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['120', 120],
    [' 7 ', 7],
    ['99999', 99_999],
    ['Sun, 01 Nov 2026 12:00:30 GMT', 30],
    ['Sun, 01 Nov 2026 11:59:00 GMT', 0],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
    // The two obsolete forms, which RFC 9110 requires a recipient to accept.
    ['Sunday, 01-Nov-26 12:00:30 GMT', 30],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
    ['Sun Nov  1 12:00:30 2026', 30],
    ['Sun Nov 01 12:00:30 2026', 30],
    ['Sun Nov  6 08:49:37 1994', 0],
    // Repeated on the way, or joined by a proxy: the longest wait satisfies all of them.
    ['1, 2', 2],
    ['120 ,\t60', 120],
    [['30', '60'], 60],
    [['60', 'Sun, 01 Nov 2026 12:00:30 GMT'], 60],
    [['soon', '60'], 60],
  ])('%j is %i seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, NOW)).toBe(seconds);
  });

  it('rounds a fraction of a second up: an early retry is rejected again', () => {
    expect(retryAfterSeconds('Sun, 01 Nov 2026 12:00:30 GMT', NOW + 1)).toBe(30);
    expect(retryAfterSeconds('Sun, 01 Nov 2026 12:00:30 GMT', NOW - 1)).toBe(31);
  });

  it.each([
    '',
    'soon',
    '-1',
    '+1',
    '1.5',
    '1e9',
    '0x10',
    '100000',
    '1, soon',
    'Infinity',
    '2026-11-01T12:00:30Z',
    'Sun, 01 Nov 2026 12:00:30 +0000',
    'Sun, 01 Nov 2026 25:00:30 GMT',
    'Sun, 01 Foo 2026 12:00:30 GMT',
    'Sunday, 01-Nov-76 12:00:30 GMT',
    'Sun Nov  1 25:00:30 2026',
    'Sun Nov 1 12:00:30 2026',
  ])('%j means nothing', (header) => {
    expect(retryAfterSeconds(header, NOW)).toBeUndefined();
  });

  it('means nothing when missing', () => {
    expect(retryAfterSeconds(undefined, NOW)).toBeUndefined();
  });
});

describe('Retry-After on the wire', () => {
  const closing: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  it.each([
    ['once', 'retry-after: 30\r\n', 30],
    ['not at all', '', null],
    // A proxy's own beside the vendor's: the longer wait satisfies both.
    ['twice', 'retry-after: 30\r\nRetry-After: 60\r\n', 60],
  ])('%s: the answer is reported as a rate limit', async (_title, header, seconds) => {
    const vendor = await startRawServer({
      request: (_request, socket) =>
        socket.write(`HTTP/1.1 429 Too Many Requests\r\n${header}content-length: 0\r\n\r\n`),
    });
    closing.push(vendor.close);
    const env = new Env(fixtureEnvironment(vendor.origin));
    const accounts = openAccounts(providers, { live: readProviderSettings(providers, env) });
    closing.push(() => accounts.destroy());
    const outcome = await new ContactService(accounts, 10_000).add({
      provider: 'CRO',
      customerId: '1',
      input: { emails: [{ address: 'ada@example.com' }] },
      options: {},
      requestId: 'test',
    });
    expect(outcome).toEqual({ ok: false, failure: { kind: 'rate-limited', retryAfterSeconds: seconds } });
  });
});
