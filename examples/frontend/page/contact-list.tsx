/** The contacts of the customer, as the provider has them. */
import { useQuery } from '@apollo/client/react';
import type { Place } from '../client/transport.js';
import { useRemoveContact } from '../client/use-remove-contact.js';
import { ContactsOfCustomerDocument } from '../generated/operations.js';
import { Removal } from './removal.js';

const PAGE = 10;

interface ContactListProps extends Pick<Place, 'provider'> {
  readonly customerId: string;
  /** The id of the contact that was just added. */
  readonly added: string | undefined;
  /** Whether the provider can remove a contact. */
  readonly canRemove: boolean;
}

export function ContactList({ provider, customerId, added, canRemove }: ContactListProps) {
  const { data, loading, error, fetchMore } = useQuery(ContactsOfCustomerDocument, {
    variables: { provider, customerId, first: PAGE },
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  const page = data?.contactCustomer?.contacts;
  const removal = useRemoveContact(data?.contactCustomer?.id);
  const contacts = page?.edges.map(({ node }) => node) ?? [];
  return (
    <section className="card" aria-labelledby="contacts-title" aria-busy={loading}>
      <h2 id="contacts-title">Contacts of this customer</h2>
      {error && !page && <p className="hint">They cannot be read: {error.message}</p>}
      {page && contacts.length === 0 && <p className="hint">There is none yet.</p>}
      <Removal removal={removal} />
      <ul className="contacts">
        {contacts.map((contact) => (
          <li key={contact.id} className={contact.id === added ? 'added' : undefined}>
            <span>{contact.name ?? 'Without a name'}</span>
            <code>{contact.id}</code>
            {canRemove && (
              <button
                type="button"
                className="quiet"
                disabled={removal.isFrozen}
                aria-label={`Remove ${contact.name ?? contact.id}`}
                onClick={() => removal.choose(contact)}
              >
                Remove
              </button>
            )}
          </li>
        ))}
      </ul>
      {loading && <p className="hint">Reading…</p>}
      {page?.pageInfo.hasNextPage && !loading && (
        <button
          type="button"
          className="quiet"
          onClick={() => void fetchMore({ variables: { after: page.pageInfo.endCursor } })}
        >
          Show more
        </button>
      )}
    </section>
  );
}
