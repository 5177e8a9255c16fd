/** A list whose pages lead back to the first one is an error, and ends. */
import { describe, expect, test } from '@jest/globals';
import type { SandboxReply } from '../../../src/sandbox/kit/vendor.js';
import type { Subject } from '../subject.js';
import { emulatorOf } from '../target.js';

/** For a vendor without its own page size. */
const BATCH = 400;

export function endlessLists(subject: Subject): void {
  const { emulated } = subject.target.facts;
  const { limits, read } = subject.provider;
  const customerId = emulated.customer(1);

  describe('a list', () => {
    test('is an error when its pages lead back to the first one', async () => {
      const createSandbox = await emulatorOf(subject.target);
      const most = limits.maxContactsPerCustomer;
      const length = most ?? 3 * (Number.isFinite(read.pageSize) ? read.pageSize : BATCH);
      let first: SandboxReply | undefined;
      let isLoop = false;
      await subject.restage({
        createSandbox(env) {
          const vendor = createSandbox(env);
          vendor.limits.maxContacts = Number.POSITIVE_INFINITY;
          vendor.openCustomer(customerId);
          for (let number = 0; number < length; number += 1) {
            vendor.put(customerId, emulated.contact(number));
          }
          if (most !== undefined) vendor.limits.pageSize = Math.ceil(most / 3);
          return vendor;
        },
        alterRead(reply) {
          if (isLoop) first ??= reply;
          return first ?? reply;
        },
      });
      const whole = await subject.stage.listAll(customerId);
      expect(whole.ok && whole.value?.contacts.length).toBe(length);
      const reads = () =>
        subject.stage.exchanges.filter(({ customerId: whose }) => whose !== undefined).length;
      const calls = reads();

      isLoop = true;
      const looped = await subject.stage.listAll(customerId);
      // A vendor that returns all contacts in one answer has no pages.
      if (calls > 1) expect(looped).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
      expect(reads() - calls).toBeLessThanOrEqual(4);
    });
  });
}
