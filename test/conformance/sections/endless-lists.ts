/** A list whose pages lead back to the first one, or that lacks a page, is an error, and ends. */
import { describe, expect, test } from '@jest/globals';
import { failures } from '../../../src/model/errors.js';
import type { SandboxReply } from '../../../src/sandbox/kit/vendor.js';
import { isForToken } from '../../support/emulated-vendors.js';
import type { Subject } from '../subject.js';
import { emulatorOf } from '../target.js';

/** For a vendor without its own page size. */
const BATCH = 400;

export function endlessLists(subject: Subject): void {
  const { emulated } = subject.target.facts;
  const { limits, read } = subject.provider;
  const customerId = emulated.customer(1);

  /** Sets up a list of several pages, if the vendor has pages. Returns how many reads it takes. */
  async function severalPages(alterRead: (reply: SandboxReply) => SandboxReply): Promise<number> {
    const createSandbox = await emulatorOf(subject.target);
    const most = limits.maxContactsPerCustomer;
    const length = most ?? 3 * (Number.isFinite(read.pageSize) ? read.pageSize : BATCH);
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
      alterRead,
    });
    const whole = await subject.stage.listAll(customerId);
    expect(whole.ok && whole.value?.contacts.length).toBe(length);
    return reads();
  }

  const reads = () =>
    subject.stage.exchanges.filter(({ request, write }) => !write && !isForToken(request.path)).length;

  describe('a list', () => {
    test('is an error when its pages lead back to the first one', async () => {
      let first: SandboxReply | undefined;
      let isLoop = false;
      const calls = await severalPages((reply) => {
        if (isLoop) first ??= reply;
        return first ?? reply;
      });

      isLoop = true;
      const looped = await subject.stage.listAll(customerId);
      // A vendor that returns all contacts in one answer has no pages.
      if (calls > 1) expect(looped).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
      expect(reads() - calls).toBeLessThanOrEqual(4);
    });

    test('is not complete when the vendor answers that its last page does not exist', async () => {
      const unknown = failures['customer-not-found'].member;
      const nobody = subject.customers.find(([, , member]) => member === unknown)?.[0] ?? '';
      await subject.stage.add(subject.minimal, { customerId: nobody });
      const notThere = subject.stage.writes[0]?.reply;
      let left = Number.POSITIVE_INFINITY;
      const calls = await severalPages((reply) => {
        left -= 1;
        return left === 0 && notThere ? notThere : reply;
      });
      if (calls === 1) return;

      left = calls;
      const outcome = await subject.stage.listAll(customerId);
      expect([left, outcome.ok && outcome.value]).toEqual([0, outcome.ok ? null : false]);
    });
  });
}
