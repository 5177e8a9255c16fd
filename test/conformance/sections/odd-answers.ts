/** Undocumented answers. */
import { describe, expect, test } from '@jest/globals';
import type { Contact } from '../../../src/model/contact.js';
import type { SandboxReply } from '../../../src/sandbox/kit/vendor.js';
import type { Subject } from '../subject.js';

export function oddAnswers(subject: Subject): void {
  const { usual, provider } = subject;

  describe('an undocumented answer', () => {
    const unreadable: (readonly [what: string, reply: SandboxReply])[] = [
      ['success without a body', { status: 200 }],
      ['success with an empty object', { status: 200, body: {} }],
      ['success with a list', { status: 200, body: [] }],
      ['success with an object of something else', { status: 200, body: { id: null } }],
      ['success with null', { status: 200, body: 'null' }],
      ['success with a number', { status: 200, body: '7' }],
      ['success with broken JSON', { status: 200, body: '{"id":"1"' }],
      ['success that is too large', { status: 200, body: `"${'x'.repeat(1_100_000)}"` }],
      ['204', { status: 204 }],
      ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }],
      ['a permanent redirect', { status: 308, headers: { location: '/elsewhere' } }],
      ['408', { status: 408 }],
      ['500 without a body', { status: 500 }],
      ['502 with an HTML page', { status: 502, body: '<html></html>' }],
      ['504', { status: 504, body: { message: 'timeout' } }],
    ];
    test.each(unreadable)('that leaves the outcome open is UNKNOWN: %s', async (_what, reply) => {
      await subject.restage({ alter: () => reply });
      const failure = await subject.stage.failure(usual);
      expect(failure.kind).toBe('unknown');
      expect(subject.stage.distinctWrites).toBe(1);
    });

    const { update, remove } = provider.write;
    const changes = {
      ...(update && {
        UPDATE: (contact: Contact) => subject.stage.update(contact, { emails: usual.emails }),
      }),
      ...(remove && { REMOVE: (contact: Contact) => subject.stage.remove(contact) }),
    };
    // Vendors answer a removal with an empty object, or with nothing.
    const own = { UPDATE: [], REMOVE: ['success with an empty object', '204'] };
    test.each(Object.entries(changes))(
      'to a change that leaves the outcome open is UNKNOWN too: %s',
      async (verb, change) => {
        let instead: SandboxReply | undefined;
        await subject.restage({ alter: (reply) => instead ?? reply });
        for (const [what, reply] of unreadable) {
          if (own[verb as keyof typeof own].some((other) => other === what)) continue;
          instead = undefined;
          const { contact } = await subject.stage.added(usual);
          instead = reply;
          const outcome = await change(contact);
          expect([what, outcome.ok ? 'success' : outcome.failure.kind]).toEqual([what, 'unknown']);
        }
      },
    );

    const refused: (readonly [what: string, reply: SandboxReply])[] = [
      ['400 without a body', { status: 400 }],
      ['404 with an HTML page', { status: 404, body: '<html></html>' }],
      ['405 with a text', { status: 405, body: 'no' }],
      ['413', { status: 413, body: { a: { b: ['c'] } } }],
      ['422 with a list', { status: 422, body: ['no'] }],
    ];
    test.each(refused)('is a rejection even without a reason: %s', async (_what, reply) => {
      await subject.restage({ alter: () => reply });
      const failure = await subject.stage.failure(usual);
      expect(failure.kind).toBe('rejected');
      expect(subject.stage.writes).toHaveLength(1);
    });

    test('with status 429 is a rate limit, with the wait in its header', async () => {
      await subject.restage({ alter: () => ({ status: 429, headers: { 'retry-after': '17' } }) });
      expect(await subject.stage.failure(usual)).toEqual({ kind: 'rate-limited', retryAfterSeconds: 17 });
    });
  });
}
