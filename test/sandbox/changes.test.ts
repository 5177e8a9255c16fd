/**
 * Changes and removals at every emulated vendor: scripted and customer faults affect them as they affect an
 * add.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonVendor } from '../../src/sandbox/kit/json-vendor.js';
import type { FaultScript, SandboxCall, ScriptedFault } from '../../src/sandbox/kit/script.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/kit/server.js';
import type { Fault } from '../../src/sandbox/kit/vendor.js';
import { emulators } from '../../src/sandbox/registry.js';
import { described } from '../support/facts.js';
import { authorizations, type ChangeRequest, changeRequests } from './change-requests.js';

/** Whether the change is made; `whole` if the usual reply arrives. */
const RESULTS: Readonly<Record<Fault, 'none' | 'applied' | 'whole'>> = {
  RATE_LIMITED: 'none',
  RATE_LIMITED_WITH_RETRY_AFTER: 'none',
  SERVER_ERROR: 'none',
  CREDENTIALS_REFUSED: 'none',
  PERMISSION_DENIED: 'none',
  MAINTENANCE: 'none',
  ERROR_IN_200: 'none',
  UNKNOWN_CODE: 'none',
  CUT_BEFORE_COMMIT: 'none',
  CUT_AFTER_COMMIT: 'applied',
  SERVER_ERROR_AFTER_COMMIT: 'applied',
  HANG: 'applied',
  HTML_REPLY: 'applied',
  TRUNCATED_REPLY: 'applied',
  SLOW: 'whole',
};

/** Conformance tests the changes and removals of other vendors through their drivers. */
const tabled = described.filter(({ provider: { id } }) => Object.hasOwn(changeRequests, id));

describe.each(tabled)('$provider.id', ({ provider: { id }, facts: { emulated } }) => {
  const changes = changeRequests[id] ?? [];
  let vendor: JsonVendor;
  let sandbox: Sandbox;
  let headers: Readonly<Record<string, string>>;
  let scripted: ScriptedFault | undefined;
  let lastCall: SandboxCall | undefined;
  let carriedOut: () => void = () => undefined;

  beforeAll(async () => {
    const made = (await emulators[id]?.())?.createSandbox({});
    if (!made) throw new Error(`${id} has no emulator`);
    vendor = made;
    const script: FaultScript = {
      fault(call) {
        lastCall = call;
        return scripted;
      },
      carriedOut: () => carriedOut(),
    };
    sandbox = await startSandbox({ vendors: [vendor], slowMs: 20, script });
    headers = (await authorizations[id]?.(sandbox.environment)) ?? {};
  });
  afterEach(() => {
    scripted = undefined;
    carriedOut = () => undefined;
  });
  afterAll(() => sandbox.close());

  /** A new contact of a customer, and its stored record. */
  const place = (customerId = emulated.customer(1)) => {
    if (!vendor.hasCustomer(customerId)) vendor.openCustomer(customerId);
    const contactId = vendor.put(customerId, emulated.contact(1));
    return { customerId, contactId, before: vendor.contact(contactId) };
  };
  type Placed = ReturnType<typeof place>;

  /** The status and text of the reply; undefined when none arrived in full. */
  async function send(
    change: ChangeRequest,
    { customerId, contactId }: Placed,
    fault?: Fault,
  ): Promise<string | undefined> {
    const body = change.body?.(customerId, contactId);
    const patience = new AbortController();
    // Nothing else ends a call that is never answered.
    if (fault === 'HANG') carriedOut = () => patience.abort();
    try {
      const response = await fetch(sandbox.urls[vendor.key] + change.path(customerId, contactId), {
        method: change.method,
        headers: {
          ...headers,
          ...(body instanceof URLSearchParams ? {} : { 'content-type': 'application/json' }),
        },
        ...(body && { body: body instanceof URLSearchParams ? body : JSON.stringify(body) }),
        signal: patience.signal,
      });
      return `${response.status} ${await response.text()}`;
    } catch {
      return undefined;
    }
  }

  function expectStored(change: ChangeRequest, placed: Placed, isApplied: boolean): void {
    const after = vendor.contact(placed.contactId);
    if (!isApplied) expect(after).toEqual(placed.before);
    else if (change.removes) expect(after).toBeUndefined();
    else expect(JSON.stringify(after)).toContain('changed');
  }

  test('lists its calls in the table, and has the headers for them', () => {
    expect(changes.length).toBeGreaterThan(0);
    expect(Object.keys(headers)).not.toEqual([]);
  });

  describe.each(changes)('$name', (change) => {
    test('changes the one contact and is a write at its customer', async () => {
      const other = place();
      const placed = place();
      const others = vendor.contact(other.contactId);
      expect(await send(change, placed)).toMatch(/^20/);
      expectStored(change, placed, true);
      expect(vendor.contact(other.contactId)).toEqual(others);
      const { write, customerId = '' } = lastCall ?? {};
      expect(write).toBe(true);
      expect(vendor.contactIds(customerId)).toContain(other.contactId);
    });

    test('fails at a customer with a fault as an add does, and applies what the fault implies', async () => {
      const faults = Object.entries(vendor.faults);
      expect(faults.length).toBeGreaterThan(5);
      for (const [customerId, fault] of faults) {
        const placed = place(customerId);
        const reply = await send(change, placed, fault);
        expectStored(change, placed, RESULTS[fault] !== 'none');
        expect([fault, reply !== undefined && isUsual(reply)]).toEqual([fault, RESULTS[fault] === 'whole']);
      }
    });

    test('follows a script: a late reply, a late commit, a reply in its place', async () => {
      const late = place();
      scripted = { delayMs: 30 };
      const startedAt = performance.now();
      expect(await send(change, late)).toMatch(/^20/);
      expect(performance.now() - startedAt).toBeGreaterThan(25);
      expectStored(change, late, true);

      const cut = place();
      const done = Promise.withResolvers<void>();
      carriedOut = done.resolve;
      scripted = { commitAfterMs: 30 };
      expect(await send(change, cut)).toBeUndefined();
      expectStored(change, cut, false);
      await done.promise;
      expectStored(change, cut, true);

      const replaced = place();
      scripted = { reply: { status: 418, body: 'short' } };
      expect(await send(change, replaced)).toBe('418 short');
      expectStored(change, replaced, false);
    });
  });
});

/** The vendor's regular answer: neither a page nor an error inside a 200. */
function isUsual(reply: string): boolean {
  return /^20\d (?!<)/.test(reply) && !/"(?:success|Success)":false|"Error"|"reasons"/.test(reply);
}
