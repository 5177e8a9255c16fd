/** Lists with an unreadable entry: the rest must not pass for the whole. */
import { describe, expect, test } from '@jest/globals';
import type { SandboxReply } from '../../../src/sandbox/kit/vendor.js';
import type { Subject } from '../subject.js';

/** Spoils the entry of the contact with the id. */
type Spoil = (entry: unknown, externalId: string) => unknown;

const SPOILT: readonly (readonly [what: string, spoil: Spoil])[] = [
  ['null', () => null],
  ['a text', () => 'contact'],
  ['an empty object', () => ({})],
  ['one without its id', (entry, id) => replaced(entry, id, undefined)],
  ['one whose id is an object', (entry, id) => replaced(entry, id, { value: id })],
];

export function unreadableLists(subject: Subject): void {
  const { provider, usual } = subject;
  const page = { first: Math.min(provider.read.pageSize, 100), fullRecord: false };

  describe('a list with an unreadable entry', () => {
    test.each(SPOILT)('is not a list, with any other entries: %s', async (_what, spoil) => {
      let spoilt: string | undefined;
      const alterRead = (reply: SandboxReply): SandboxReply =>
        spoilt === undefined ? reply : { ...reply, body: spoiltIn(reply.body, spoilt, spoil) };
      await subject.restage({ alterRead });
      const { contact } = await subject.stage.added(usual);
      await subject.stage.added(usual);
      const { customerId } = contact;
      const whole = await subject.stage.list(customerId, page);
      expect(whole.ok && whole.value?.contacts.length).toBeGreaterThanOrEqual(2);

      spoilt = contact.externalId;
      const outcome = await subject.stage.list(customerId, page);
      expect(outcome).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    });
  });
}

/** The answer with the id's entry spoilt, wherever the list is. */
export function spoiltIn(value: unknown, id: string, spoil: Spoil): unknown {
  if (Array.isArray(value)) return value.map((entry) => (holds(entry, id) ? spoil(entry, id) : entry));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spoiltIn(inner, id, spoil)]));
}

function holds(value: unknown, id: string): boolean {
  if (typeof value !== 'object' || value === null) return String(value) === id;
  return Object.values(value).some((inner) => holds(inner, id));
}

/** The value with another one in place of the id; undefined removes the member. */
function replaced(value: unknown, id: string, other: unknown): unknown {
  if (Array.isArray(value)) return value.map((inner) => replaced(inner, id, other));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, replaced(inner, id, other)]),
    );
  }
  return String(value) === id ? other : value;
}
