/** When a request is repeated under a vendor's own idempotency key. */
import { describe, expect, it } from '@jest/globals';
import { mayRepeat } from '../../src/idempotency/repeat.js';
import type { Provider } from '../../src/providers/driver.js';
import { providers } from '../../src/providers/registry.js';

const SENT_AT = Date.UTC(2026, 10, 20);

/** Whether a request may be repeated this long after it was first sent. */
function mayRepeatAfter(ageMs: number, provider: Provider, resent = false): boolean {
  const call = {
    customerId: 'A00000001',
    input: {},
    options: {},
    givenOptions: {},
    idempotencyKey: 'a-key-of-the-caller',
    hasCallerKey: true,
    requestId: 'test',
    wire: {},
    decisions: [],
  };
  const record = { salt: '', run: 1, sentAt: SENT_AT, lastSendAt: SENT_AT, resent };
  return mayRepeat(record, provider, call, () => SENT_AT + ageMs);
}

describe.each(providers.map((provider) => [provider.id, provider] as const))('%s', (_id, provider) => {
  const { vendorKey, graceMs } = provider.idempotency;

  if (!vendorKey) {
    it('never gets a repeat: it has no idempotency keys', () => {
      expect(mayRepeatAfter(0, provider)).toBe(false);
    });
    return;
  }

  it('gets repeats while it remembers the key, and not a moment longer', () => {
    expect(mayRepeatAfter(vendorKey.replayMs - 1, provider)).toBe(true);
    expect(mayRepeatAfter(vendorKey.replayMs, provider)).toBe(false);
  });

  it('gets one repeat after the grace only, which each request delays', () => {
    expect(mayRepeatAfter(graceMs - 1, provider, true)).toBe(true);
    expect(mayRepeatAfter(graceMs, provider, true)).toBe(false);
  });
});
