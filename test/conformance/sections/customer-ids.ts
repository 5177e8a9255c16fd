/** Customer ids, checked before they reach a URL. */
import { describe, expect, test } from '@jest/globals';
import { matchesIdRule } from '../../../src/providers/id-rule.js';
import type { Subject } from '../subject.js';

const MALFORMED_CUSTOMER_IDS = [
  '',
  ' ',
  '.',
  '..',
  '../x',
  '../../admin',
  'a/b',
  'a\\b',
  '?',
  '#',
  'a?b=c',
  'a#b',
  '%2e%2e',
  '%2F',
  ';',
  'a;b',
  'a\nb',
  'a\r\nx-injected: 1',
  '\t',
  '\u0000',
  '7\u0000',
  '\u007f',
  '\ud800',
  'a\udc00b',
  'x'.repeat(10_000),
  '9'.repeat(10_000),
  '0',
  '01',
  '-1',
  '+1',
  '1.5',
  '1e3',
  '0x10',
  '1_000',
  '1,000',
  ' 7',
  '7 ',
  '2147483648',
  '9223372036854775808',
  '\u0661\u0662\u0663',
  'NaN',
  'null',
];

export function customerIds(subject: Subject): void {
  const { provider, minimal, facts } = subject;

  describe('customer ids', () => {
    test('that are malformed never reach a URL', async () => {
      const taken: string[] = [];
      for (const customerId of MALFORMED_CUSTOMER_IDS) {
        const { violations } = subject.stage.preview(minimal, { customerId });
        if (violations.length === 0) taken.push(customerId);
        else {
          expect(await subject.stage.violations(minimal, { customerId })).toMatchObject([
            { code: 'FORMAT', path: ['customerId'], expected: provider.info.customerId.format },
          ]);
        }
      }
      expect(taken.filter((id) => !facts.oddCustomerIds?.includes(id))).toEqual([]);
      expect(subject.stage.exchanges).toHaveLength(0);
    });

    test('that only look odd reach the vendor unchanged', async () => {
      for (const customerId of facts.oddCustomerIds ?? []) {
        const { kind } = await subject.stage.failure(minimal, { customerId });
        expect([customerId, kind]).toEqual([customerId, 'customer-not-found']);
        expect(subject.stage.exchanges.at(-1)?.customerId).toBe(customerId);
      }
    });

    test('have a valid example', () => {
      expect(matchesIdRule(provider.info.customerId, provider.info.customerId.example)).toBe(true);
    });
  });
}
