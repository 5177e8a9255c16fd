/** Reads the ids of entities. They are built by `contactEntityId` and `customerEntityId`, here or in another subgraph. */
import type { ContactRef, CustomerRef } from './contact.js';
import type { ProviderDirectory } from './directory.js';

/** The contact an id names; undefined when no provider could have a contact of that id. */
export function parseContactId(id: string, directory: ProviderDirectory): ContactRef | undefined {
  const parts = decodeParts(id, 3);
  const customer = parts && toCustomer(parts, directory);
  const externalId = parts?.[2];
  if (!customer || externalId === undefined) return undefined;
  const { reading } = directory.get(customer.provider).provider;
  return reading.acceptsId(externalId) ? { ...customer, externalId } : undefined;
}

/** The customer an id names; undefined when no provider could have a customer of that id. */
export function parseCustomerId(id: string, directory: ProviderDirectory): CustomerRef | undefined {
  const parts = decodeParts(id, 2);
  return parts && toCustomer(parts, directory);
}

function toCustomer(parts: readonly string[], directory: ProviderDirectory): CustomerRef | undefined {
  const [provider = '', customerId = ''] = parts;
  if (!directory.has(provider)) return undefined;
  return directory.get(provider).provider.customerId.accepts(customerId)
    ? { provider, customerId }
    : undefined;
}

/** One id has one form: a part that is encoded in another way than ours is refused. */
function decodeParts(id: string, count: number): readonly string[] | undefined {
  // Longer than any id can be, and cheap to refuse.
  if (id.length > 4096) return undefined;
  const parts = id.split(':');
  if (parts.length !== count) return undefined;
  try {
    const decoded = parts.map(decodeURIComponent);
    return decoded.every((part, index) => encodeURIComponent(part) === parts[index]) ? decoded : undefined;
  } catch {
    return undefined;
  }
}
