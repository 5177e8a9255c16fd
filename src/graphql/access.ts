/** What a caller's token must permit, per field. Without authentication, everything is permitted. */
import { type GraphQLField, type GraphQLNamedType, type GraphQLSchema, isObjectType } from 'graphql';
import { UNKNOWN_ACCOUNT } from '../accounts/exchange-report.js';
import { hasScope, type Scope } from '../model/caller.js';
import type { CustomerRef } from '../model/contact.js';
import type { ContactWrite, GraphContext } from './context.js';
import { customerNamedBy } from './entity-id.js';
import { readError } from './read-errors.js';

export interface AccessRule {
  /** Absent if any valid token is enough. */
  readonly scope?: Scope;
  /** The customer that the field concerns; undefined if its id is invalid. */
  readonly customer?: (args: Arguments) => CustomerRef | undefined;
  /** Whether the response may show an existing contact. */
  readonly reads?: (args: Arguments) => boolean;
}

/** Arguments of root fields, or a customer. */
interface Arguments {
  readonly id?: string;
  readonly provider?: string;
  readonly account?: string | null;
  readonly customerId?: string;
  readonly options?: { readonly account?: string | null; readonly ifExists?: string | null } | null;
}

const byId = ({ id = '' }: Arguments) => customerNamedBy(id);
const byArguments = ({ provider = '', account, customerId = '', options }: Arguments): CustomerRef => ({
  provider,
  account: options?.account ?? account ?? undefined,
  customerId,
});

/** Policies that show the matching contact. */
const SHOWING: ReadonlySet<string> = new Set(['RETURN_EXISTING', 'UPDATE_EXISTING']);

const ANY_TOKEN: AccessRule = {};
const READ: Scope = 'contacts:read';

/** Every root field. A field without a rule is forbidden to authenticated callers. */
export const rootRules: Readonly<Record<string, AccessRule>> = {
  _service: ANY_TOKEN,
  // Each representation is checked: see `entityRule`.
  _entities: ANY_TOKEN,
  contactProviders: ANY_TOKEN,
  contactProvider: ANY_TOKEN,
  contact: { scope: 'contacts:read', customer: byId },
  contacts: { scope: 'contacts:read', customer: byArguments },
  contactCustomer: { scope: 'contacts:read', customer: byArguments },
  previewAddContact: { scope: 'contacts:write', customer: byArguments },
  addContact: {
    scope: 'contacts:write',
    customer: byArguments,
    reads: ({ options }) => SHOWING.has(options?.ifExists ?? ''),
  },
  // The key does not name a customer: an attempt is found only if the caller can access its customer.
  addContactAttempt: { scope: 'contacts:write' },
  contactAttempt: { scope: 'contacts:write' },
  previewUpdateContact: { scope: 'contacts:write', customer: byId },
  updateContact: { scope: 'contacts:write', customer: byId },
  removeContact: { scope: 'contacts:write', customer: byId },
};

export const entityRule: AccessRule = { scope: 'contacts:read', customer: byId };

/** A write's result also leads to the customer, and from there to all contacts. */
const contactsRule: AccessRule = { scope: 'contacts:read', customer: byArguments };

/** Throws FORBIDDEN. */
export function requireAccess(context: GraphContext, rule: AccessRule | undefined, args: Arguments): void {
  const { caller } = context;
  if (!caller) return;
  if (!rule) throw forbidden('The field has no rule for callers.');
  const { customer } = rule;
  for (const scope of [rule.scope, rule.reads?.(args) ? READ : undefined]) {
    if (scope && !hasScope(caller, scope)) throw forbidden(`The token lacks the scope ${scope}.`);
  }
  const named = customer?.(args);
  if (named && !caller.customers.customer(named)) throw forbidden('The token does not reach this customer.');
}

function forbidden(message: string) {
  return readError('FORBIDDEN', { message, outcome: 'NOT_APPLIED' });
}

/** Makes each root field, and the contacts of each customer, check its rule before anything else. */
export function checkAccess(schema: GraphQLSchema): void {
  const fieldsOf = (type: GraphQLNamedType | null | undefined) =>
    isObjectType(type) ? Object.values(type.getFields()) : [];
  for (const field of fieldsOf(schema.getQueryType())) {
    guard(field, (context, args) => requireAccess(context, rootRules[field.name], args));
  }
  for (const field of fieldsOf(schema.getMutationType())) {
    guard(field, (context, args) => {
      try {
        requireAccess(context, rootRules[field.name], args);
      } catch (error) {
        noteForbidden(field.name, args, context);
        throw error;
      }
    });
  }
  for (const field of fieldsOf(schema.getType('ContactCustomer'))) {
    if (field.name === 'contacts') {
      guard(field, (context, _args, customer) => requireAccess(context, contactsRule, customer));
    }
  }
}

function guard(
  field: GraphQLField<Arguments, GraphContext | undefined>,
  check: (context: GraphContext, args: Arguments, source: Arguments) => void,
): void {
  const { resolve } = field;
  if (!resolve) throw new Error(`${field.name} has no resolver to guard.`);
  field.resolve = (source, args, context, info) => {
    if (context?.caller) check(context, args, source);
    return resolve(source, args, context, info);
  };
}

const OPERATIONS: Readonly<Record<string, ContactWrite['operation']>> = {
  addContact: 'ADD',
  updateContact: 'UPDATE',
  removeContact: 'REMOVE',
};

/** Logs an attempt to write without permission. */
function noteForbidden(
  name: string,
  args: Arguments,
  { writes, contacts: { accounts } }: GraphContext,
): void {
  const { provider = '', account } = args.id === undefined ? byArguments(args) : (byId(args) ?? {});
  const known = accounts.has(provider) ? accounts.get(provider, account) : undefined;
  writes.push({
    operation: OPERATIONS[name] ?? 'ADD',
    provider: accounts.has(provider) ? provider : '',
    account: known ? known.name : UNKNOWN_ACCOUNT,
    outcome: 'NOT_APPLIED',
    replayed: false,
    isForbidden: true,
  });
}
