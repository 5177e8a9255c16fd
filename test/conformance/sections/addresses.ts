/** Valid and invalid email addresses. */
import { describe, expect, test } from '@jest/globals';
import type { Subject } from '../subject.js';

export function addresses(subject: Subject): void {
  const { provider, minimal } = subject;

  describe('addresses', () => {
    test('that are invalid, or more than an address, are rejected', async () => {
      if (!provider.fields.emails) return;
      const wrong = [
        'ada',
        'ada@',
        '@example.com',
        'ada@example',
        'ada@@example.com',
        'ada lovelace@example.com',
        ' ada@example.com',
        'ada@example.com ',
        'ada@example.com,bob@example.com',
        'ada@example.com;bob@example.com',
        'Ada <ada@example.com>',
        '<ada@example.com>',
        '"ada"@example.com',
        '"a,d,a"@example.com',
        'ada@[127.0.0.1]',
        'ada@127.0.0.1',
        `${'a'.repeat(65)}@example.com`,
        'mailto:ada@example.com?subject=x',
        'ada@example.com\n',
      ];
      for (const address of wrong) {
        const violations = await subject.stage.violations({ ...minimal, emails: [{ address }] });
        expect([address, violations]).toMatchObject([
          address,
          expect.arrayContaining([
            expect.objectContaining({ code: 'FORMAT', path: ['input', 'emails', '0', 'address'] }),
          ]),
        ]);
      }
      expect(subject.stage.exchanges).toHaveLength(0);
    });

    test.each(["o'neil+tag%x@example.co.uk", 'ADA@Example.COM', 'x@bücher.example'])(
      'are kept unchanged: %s',
      async (address) => {
        if (!provider.fields.emails) return;
        const { contact } = await subject.stage.added({ ...minimal, emails: [{ address }] });
        expect(contact.emails.map((email) => email.address)).toEqual([address]);
      },
    );
  });
}
