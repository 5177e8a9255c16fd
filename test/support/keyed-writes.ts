/**
 * Keyed adds, updates and removals, each with a number that its key and its email address contain. They are
 * plain data, so that separate processes can use them too.
 */
import type {
  AddContactCommand,
  RemoveContactCommand,
  UpdateContactCommand,
} from '../../src/contacts/commands.js';
import type { ContactService } from '../../src/contacts/contact-service.js';
import { decideInput } from '../../src/mapping/decide.js';
import { clearableNames } from '../../src/mapping/decide-update.js';
import { bodyOf } from '../../src/mapping/folds.js';
import type { ContactChange, JsonObject, ProviderId } from '../../src/model/contact.js';
import type { Outcome, WriteOperation, WriteResult } from '../../src/model/outcome.js';
import { supports } from '../../src/providers/driver.js';
import { describedAs } from './facts.js';
import { attemptIdOf, command, emailOf, keyOf, leaseIdOf } from './keyed-stage.js';
import { type LedgerVendor, ledgerCustomer } from './ledger-vendor.js';

interface Numbered {
  readonly number: number;
  readonly provider: ProviderId;
  readonly customerId: string;
}

export type KeyedWrite = Numbered &
  (
    | { readonly operation: 'ADD'; readonly command: AddContactCommand }
    | { readonly operation: 'UPDATE'; readonly command: UpdateContactCommand }
    | { readonly operation: 'REMOVE'; readonly command: RemoveContactCommand }
  );

export type ChangeOperation = Exclude<WriteOperation, 'ADD'>;

export function send(service: ContactService, write: KeyedWrite): Promise<Outcome<WriteResult>> {
  switch (write.operation) {
    case 'ADD':
      return service.add(write.command);
    case 'UPDATE':
      return service.update(write.command);
    case 'REMOVE':
      return service.remove(write.command);
  }
}

export function attemptOf(environment: Record<string, string>, write: KeyedWrite): string {
  const { provider, customerId, operation, command: request } = write;
  return attemptIdOf(environment, { provider, customerId, options: request.options }, operation);
}

/** The lease of a change. */
export function leaseOf(environment: Record<string, string>, write: KeyedWrite): string {
  if (write.operation === 'ADD') throw new RangeError('An add has no contact yet.');
  return leaseIdOf(environment, write.provider, write.command.contact.externalId);
}

export function addOf(provider: ProviderId, number: number, customer = number): KeyedWrite {
  const request = command(provider, number, { customer });
  return { operation: 'ADD', number, provider, customerId: request.customerId, command: request };
}

/** The operation of the numbered change: a removal every third time, if the vendor has one. */
export function changeOperation(provider: ProviderId, number: number): ChangeOperation {
  return number % 3 === 2 && supports(describedAs(provider).provider, 'REMOVE') ? 'REMOVE' : 'UPDATE';
}

/**
 * One change for each operation, numbered from `first`, all of one contact that is put at the vendor for it.
 * At most one is a removal.
 */
export function placeChanges(
  vendor: LedgerVendor,
  provider: ProviderId,
  first: number,
  operations: readonly ChangeOperation[],
): KeyedWrite[] {
  const customerId = ledgerCustomer(provider, first);
  const removed = operations.indexOf('REMOVE');
  const externalId = vendor.put(
    provider,
    customerId,
    presentRecord(provider, first),
    removed < 0 ? {} : { removal: emailOf(first + removed) },
  );
  const contact = { provider, customerId, externalId };
  return operations.map((operation, index): KeyedWrite => {
    const number = first + index;
    const request = {
      contact,
      options: { idempotencyKey: keyOf(number) },
      requestId: `request-${number}`,
    };
    return operation === 'REMOVE'
      ? { operation, number, provider, customerId, command: request }
      : {
          operation,
          number,
          provider,
          customerId,
          command: { ...request, input: changeInput(provider, number) },
        };
  });
}

/** A contact before its changes, as its record on the wire. */
export function presentRecord(provider: ProviderId, number: number): JsonObject {
  const input = {
    firstName: 'Ada',
    lastName: 'Before',
    emails: [{ address: `before-${number}@example.com` }],
    phones: [{ number: '+1 555 010 0100' }],
  };
  return bodyOf(decideInput(input, describedAs(provider).provider));
}

/** Half of them also clear a field, which takes another call at some vendors. */
export function changeInput(provider: ProviderId, number: number): ContactChange {
  const clears = number % 2 === 0 && clearableNames(describedAs(provider).provider.fields).includes('PHONES');
  return {
    firstName: `Kuhi${number}`,
    lastName: `Das${number}`,
    emails: [{ address: emailOf(number) }],
    ...(clears && { clear: ['PHONES'] }),
  };
}

/** Fields that a change does not name, or names: what another client may write in between. */
export const FOREIGN_INPUTS: Readonly<Record<'same field' | 'other field', ContactChange>> = {
  'same field': { emails: [{ address: 'elsewhere@example.com' }] },
  'other field': { phones: [{ number: '+15550100199' }] },
};
