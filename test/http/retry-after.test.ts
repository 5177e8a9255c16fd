import { afterEach, describe, expect, it } from '@jest/globals';
import { Env } from '../../src/config/env.js';
import { ContactService } from '../../src/domain/add-contact.js';
import { openDirectory, readProviderSettings } from '../../src/domain/open-directory.js';
import { retryAfterSeconds } from '../../src/http/retry-after.js';
import { providers } from '../../src/providers/providers.js';
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
  ])('%j is %i seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, NOW)).toBe(seconds);
  });

  it('rounds the part of a second up: asking too early is refused again', () => {
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
    '1, 2',
    'Infinity',
    '2026-11-01T12:00:30Z',
    'Sun, 01 Nov 2026 12:00:30 +0000',
    'Sun, 01 Nov 2026 25:00:30 GMT',
    'Sun, 01 Foo 2026 12:00:30 GMT',
    'Sunday, 01-Nov-26 12:00:30 GMT',
  ])('%j tells nothing', (header) => {
    expect(retryAfterSeconds(header, NOW)).toBeUndefined();
  });

  it('that is missing tells nothing', () => {
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
    // What a proxy adds to a vendor's own; neither is better than the other.
    ['twice', 'retry-after: 30\r\nretry-after: 60\r\n', null],
  ])('%s: the answer is told as a rate limit', async (_title, header, seconds) => {
    const vendor = await startRawServer({
      request: (_request, socket) =>
        socket.write(`HTTP/1.1 429 Too Many Requests\r\n${header}content-length: 0\r\n\r\n`),
    });
    closing.push(vendor.close);
    const env = new Env(fixtureEnvironment(vendor.origin));
    const directory = openDirectory(providers, { live: readProviderSettings(providers, env) });
    closing.push(() => directory.destroy());
    const outcome = await new ContactService(directory, 10_000).add({
      provider: 'CRO',
      customerId: '1',
      input: { emails: [{ address: 'ada@example.com' }] },
      options: {},
      requestId: 'test',
    });
    expect(outcome).toEqual({ ok: false, failure: { kind: 'rate-limited', retryAfterSeconds: seconds } });
  });
});
