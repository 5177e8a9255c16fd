/**
 * Adds that look for an existing contact, over random contact lists and requests at every vendor. A small
 * model predicts which contact is created, returned or changed; several matches are all reported.
 */
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import fc, { type Arbitrary } from 'fast-check';
import type { AddContactCommand } from '../../src/contacts/commands.js';
import type { ContactInput, ProviderId } from '../../src/model/contact.js';
import type { ContactMatch, DuplicateRule } from '../../src/model/duplicates.js';
import type { AddedContact, Outcome } from '../../src/model/outcome.js';
import { hasForm } from '../conformance/inputs.js';
import {
  customerOf,
  EMULATED_PROVIDERS,
  type EmulatedVendors,
  startEmulatedVendors,
} from '../support/emulated-vendors.js';
import { describedAs } from '../support/facts.js';
import { type KeyedStage, openKeyedStage } from '../support/keyed-stage.js';
import { likeFirstContact } from '../support/ledger-stages.js';
import { property } from '../support/property.js';

/** Each list holds the spellings of one value: they match each other and nothing else. */
const EMAILS = [['a@example.com', 'A@Example.COM'], ['b@example.com'], ['aa@example.com']] as const;
const PHONES = [['+1 555 0100', '+1 555 0100'], ['+15550100'], ['é-7', 'E\u0301-7']] as const;
const PHONES_IN_E164 = [['+15550100'], ['+15550101'], ['+115550100']] as const;
const IDS = [['id-1', 'ID-1'], ['id-11'], ['a@example.com']] as const;

/** A value by its list and its spelling. */
interface Written {
  readonly value: number;
  readonly way: number;
}

interface Person {
  readonly email?: Written | undefined;
  readonly phone?: Written | undefined;
  readonly id?: Written | undefined;
}

interface AddStep extends Person {
  readonly ifExists: 'ALLOW' | DuplicateRule['ifExists'];
  readonly matchBy: readonly ContactMatch[] | undefined;
  readonly isKeyed: boolean;
}

/** What the model knows about a contact of the customer. */
interface Known extends Person {
  readonly externalId: string;
}

const written = fc.record({ value: fc.nat(2), way: fc.nat(1) });
const some = fc.option(written, { nil: undefined, freq: 3 });

/** Only Chargebee lets the caller choose the id, and it requires an email. */
function anyPerson(provider: ProviderId): Arbitrary<Person> {
  const isChosen = provider === 'CHARGEBEE';
  return fc.record({
    email: isChosen ? written : some,
    phone: some,
    id: isChosen ? some : fc.constant(undefined),
  });
}

function anyStep(provider: ProviderId): Arbitrary<AddStep> {
  const matches: ContactMatch[] =
    provider === 'CHARGEBEE' ? ['EMAIL', 'PHONE', 'EXTERNAL_ID'] : ['EMAIL', 'PHONE'];
  return fc
    .record({
      person: anyPerson(provider),
      ifExists: fc.constantFrom('ALLOW', 'REJECT', 'RETURN_EXISTING', 'UPDATE_EXISTING'),
      matchBy: fc.option(fc.shuffledSubarray(matches), { nil: undefined, freq: 4 }),
      isKeyed: fc.boolean(),
    })
    .map(({ person, ...options }) => ({ ...person, ...options }) as AddStep);
}

describe.each(EMULATED_PROVIDERS)('%s', (provider) => {
  let vendors: EmulatedVendors;
  let stage: KeyedStage;
  const counts = { writes: 0 };
  beforeAll(async () => {
    vendors = await startEmulatedVendors({
      fault({ write }) {
        if (write) counts.writes += 1;
        return undefined;
      },
    });
    stage = openKeyedStage(vendors.environment, { deadlineMs: 20_000 });
  });
  afterAll(async () => {
    await stage.accounts.destroy();
    await stage.store.close();
    await vendors.close();
  });

  const customerId = customerOf(provider, 1);
  let runs = 0;
  property(
    'creates, returns, changes and reports as the model predicts, once under a key',
    fc.record({
      present: fc.array(anyPerson(provider), { maxLength: 5 }),
      steps: fc.array(anyStep(provider), { minLength: 1, maxLength: 8 }),
    }),
    async ({ present, steps }) => {
      runs += 1;
      const vendor = vendors.at(provider);
      vendor.openCustomer(customerId);
      const known = new Map<string, Known>();
      const isTaken = (id: string | undefined) => id !== undefined && vendor.contact(id) !== undefined;
      for (const [index, person] of present.entries()) {
        const { id, ...rest } = person;
        const own = isTaken(idOf(person)) ? rest : person;
        const input = { ...inputOf(provider, own), ...nameOf(index) };
        const externalId = vendor.put(customerId, likeFirstContact(provider, { emails: null, ...input }));
        known.set(externalId, { ...own, externalId });
      }
      for (const [index, step] of steps.entries()) {
        const command = commandOf(provider, customerId, step, `${runs}-${index}`);
        const isClash = isTaken(idOf(step));
        counts.writes = 0;
        const outcome = await stage.service.add(command);
        expect([step, told(outcome), counts.writes]).toEqual([
          step,
          ...expected(step, [...known.values()], isClash, told(outcome).id),
        ]);
        note(known, step, outcome);
        expect(vendor.contactIds(customerId).sort()).toEqual([...known.keys()].sort());
        if (!step.isKeyed) continue;
        counts.writes = 0;
        expect([told(await stage.service.add(command)), counts.writes]).toEqual([told(outcome), 0]);
      }
      // The model and the vendor hold the same.
      for (const { externalId, email } of known.values()) {
        const record = JSON.stringify(vendor.contact(externalId));
        if (email) expect(record).toContain(EMAILS[email.value]?.[email.way] ?? EMAILS[email.value]?.[0]);
      }
    },
    { share: 0.3 },
  );
});

/** The expected answer, and the number of writes. */
function expected(
  step: AddStep,
  known: readonly Known[],
  isClash: boolean,
  id: string | undefined,
): readonly [Told, number] {
  const matchBy = step.matchBy ?? ['EMAIL'];
  const matches = known.filter((one) => matchBy.some((match) => isSame(match, step, one)));
  const [match] = matches.map(({ externalId }) => externalId);
  if (step.ifExists === 'ALLOW' || match === undefined) {
    // The id is taken by a contact that was not meant to match.
    return isClash ? [{ is: 'duplicate' }, 1] : [{ is: 'created', id }, 1];
  }
  const all = matches.map(({ externalId }) => externalId).sort();
  if (matches.length > 1) return [{ is: 'several', matches: all }, 0];
  switch (step.ifExists) {
    case 'REJECT':
      return [{ is: 'rejected', matches: all }, 0];
    case 'RETURN_EXISTING':
      return [{ is: 'RETURNED', id: match }, 0];
    default:
      return [{ is: 'UPDATED', id: match }, 1];
  }
}

function isSame(match: ContactMatch, one: Person, other: Known): boolean {
  const comparedOf = ({ email, phone, id }: Person) =>
    ({ EMAIL: email, PHONE: phone, EXTERNAL_ID: id })[match]?.value;
  return comparedOf(one) !== undefined && comparedOf(one) === comparedOf(other);
}

/** The created contact, or the named fields of an update; its own id stays. */
function note(
  known: Map<string, Known>,
  { email, phone, id }: AddStep,
  outcome: Outcome<AddedContact>,
): void {
  if (!outcome.ok) return;
  const { externalId } = outcome.value.contact;
  const { found } = outcome.value;
  if (found === undefined) known.set(externalId, { externalId, email, phone, id });
  if (found !== 'UPDATED') return;
  const before = known.get(externalId);
  if (before) known.set(externalId, { ...before, ...(email && { email }), ...(phone && { phone }) });
}

interface Told {
  readonly is: string;
  readonly id?: string | undefined;
  readonly matches?: readonly string[];
}

function told(outcome: Outcome<AddedContact>): Told {
  if (outcome.ok) {
    const { found = 'created', contact } = outcome.value;
    return { is: found, id: contact.externalId };
  }
  const { failure } = outcome;
  if (failure.kind !== 'duplicate') return { is: JSON.stringify(failure) };
  const { existing, matches } = failure;
  if (!matches) return { is: 'duplicate' };
  const ids = matches.map(({ externalId }) => externalId).sort();
  return { is: existing ? 'rejected' : 'several', matches: ids };
}

function commandOf(provider: ProviderId, customerId: string, step: AddStep, name: string): AddContactCommand {
  const { ifExists, matchBy, isKeyed } = step;
  const input = { ...inputOf(provider, step), ...nameOf(name) };
  const idempotencyKey = isKeyed ? `key-of-the-add-${name}` : undefined;
  return { provider, customerId, input, options: { ifExists, matchBy, idempotencyKey }, requestId: name };
}

function inputOf(provider: ProviderId, { email, phone, id }: Person): ContactInput {
  const phones = hasForm(describedAs(provider).provider, 'phones') ? PHONES_IN_E164 : PHONES;
  return {
    ...(email && { emails: [{ address: inWay(EMAILS, email) }] }),
    ...(phone && { phones: [{ number: inWay(phones, phone) }] }),
    ...(id && { externalId: inWay(IDS, id) }),
  };
}

function nameOf(number: number | string): ContactInput {
  return { firstName: `Kuhi${number}`, lastName: `Das${number}` };
}

function idOf({ id }: Person): string | undefined {
  return id && inWay(IDS, id);
}

function inWay(values: readonly (readonly string[])[], { value, way }: Written): string {
  const ways = values[value] ?? [];
  return ways[way] ?? ways[0] ?? '';
}
