/** Resolves representations from other subgraphs into entities. */
import type { GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { entityRule, requireAccess } from './access.js';
import { loadContact } from './contact.resolver.js';
import { toCustomer } from './contact.type.js';
import type { GraphContext } from './context.js';
import { parseCustomerId } from './entity-id.js';
import { MAX_REPRESENTATIONS, readError } from './read-errors.js';

type Representation = { readonly id?: unknown };
type ReferenceResolver = (
  representation: Representation,
  context: GraphContext,
  info: GraphQLResolveInfo,
) => Promise<unknown>;

/**
 * All async: a rejection becomes that element's null and an error with its path. A synchronous throw would
 * fail the whole list.
 */
export const referenceResolvers: Readonly<Record<string, ReferenceResolver>> = {
  Contact: async ({ id }, context, info) => {
    if (typeof id !== 'string') throw readError('CONTACT_ID_INVALID');
    requireAccess(context, entityRule, { id });
    const contact = await loadContact(id, context, info);
    // A copy: the library writes the type name into the result, and the loader's contact is shared.
    return contact && { ...contact };
  },
  ContactCustomer: async ({ id }, context) => {
    const { contacts } = context;
    if (typeof id === 'string') requireAccess(context, entityRule, { id });
    const customer = typeof id === 'string' ? parseCustomerId(id, contacts.accounts) : undefined;
    if (!customer) throw readError('CUSTOMER_ID_INVALID');
    return toCustomer(customer);
  },
};

/**
 * Rejects requests for more entities than a router sends at a time, or for types that are not entities here,
 * before any lookup.
 */
export function checkRepresentations(schema: GraphQLSchema): void {
  const entities = (schema.getQueryType() as GraphQLObjectType).getFields()._entities;
  const resolve = entities?.resolve;
  if (!entities || !resolve) return;
  entities.resolve = (root, args: { representations: readonly unknown[] }, context, info) => {
    const { representations } = args;
    if (representations.length > MAX_REPRESENTATIONS) throw readError('TOO_MANY_REPRESENTATIONS');
    if (!representations.every(isOfKnownType)) throw readError('REPRESENTATION_INVALID');
    return resolve(root, args, context, info);
  };
}

function isOfKnownType(representation: unknown): boolean {
  if (typeof representation !== 'object' || representation === null) return false;
  const { __typename: type } = representation as { __typename?: unknown };
  return typeof type === 'string' && Object.hasOwn(referenceResolvers, type);
}
