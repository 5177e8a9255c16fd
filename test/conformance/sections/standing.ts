/** What the provider is excused from, and what the suite can ask of it. */
import { expect, test } from '@jest/globals';
import { failures } from '../../../src/model/errors.js';
import type { Fault } from '../../../src/sandbox/kit/vendor.js';
import { FAULTS } from '../fault-table.js';
import { requiredFields } from '../inputs.js';
import { hasCapacity, isAddressWithLimit, isTextWithLimit } from '../leaf.js';
import type { Subject } from '../subject.js';
import type { Excusable } from '../target.js';

export function standing(subject: Subject): void {
  const { provider, described, usual, ordinary, facts } = subject;

  test('is excused only from what cannot be tested', () => {
    const able: Readonly<Record<Excusable, boolean>> = {
      'required fields': requiredFields(provider).length > 0,
      'length limits': described.some(isTextWithLimit),
      'addresses at their limit': described.some(isAddressWithLimit),
      'list capacities': described.some(hasCapacity),
      position: provider.fields.position !== undefined,
      'custom fields': provider.fields.customFields !== undefined,
      options: provider.write.options !== undefined,
      'unknown customer': subject.customers.some(
        ([, , member]) => member === failures['customer-not-found'].member,
      ),
      ...(Object.fromEntries(
        Object.keys(FAULTS).map((fault) => [
          `fault ${fault}`,
          Object.values(subject.faults).includes(fault as Fault),
        ]),
      ) as Record<`fault ${Fault}`, boolean>),
    };
    const problems = Object.entries(able).flatMap(([name, isAble]) => {
      const isExcused = Object.hasOwn(facts.excused, name);
      if (isAble !== isExcused) return [];
      return isAble
        ? `conformance.excused of its facts: remove \`${name}\`, which can be asked of it.`
        : `conformance.excused of its facts: add \`${name}\` with the reason why it cannot be asked.`;
    });
    const unknown = Object.keys(facts.excused).filter((name) => !Object.hasOwn(able, name));
    expect([
      ...problems,
      ...unknown.map((name) => `conformance.excused: nothing is called \`${name}\`.`),
    ]).toEqual([]);
  });

  test('has a customer for every ordinary and every unusual case', () => {
    expect(subject.customers[0]?.[2]).toBe('AddContactSuccess');
    expect(Object.keys(subject.faults)).not.toContain(ordinary);
    expect(subject.customers.map(([id]) => id)).toEqual(expect.arrayContaining(Object.keys(subject.faults)));
  });

  test('gets no call while it is not configured', async () => {
    await subject.restage({ environment: () => ({}) });
    expect(await subject.stage.failure(usual)).toEqual({ kind: 'access', problem: 'NOT_CONFIGURED' });
  });
}
