/** The contacts of the customer, as the provider has them. */
import { useQuery } from '@apollo/client/react';
import type { Place } from '../client/transport.js';
import { ContactsOfCustomerDocument } from '../generated/operations.js';

const PAGE = 10;

interface ContactListProps extends Pick<Place, 'provider'> {
  readonly customerId: string;
  /** The id of the contact that was just added. */
  readonly added: string | undefined;
}

export function ContactList({ provider, customerId, added }: ContactListProps) {
  const { data, loading, error, fetchMore } = useQuery(ContactsOfCustomerDocument, {
    variables: { provider, customerId, first: PAGE },
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  const page = data?.contactCustomer?.contacts;
  const contacts = page?.edges.map(({ node }) => node) ?? [];
  return (
    <section className="card" aria-labelledby="contacts-title" aria-busy={loading}>
      <h2 id="contacts-title">Contacts of this customer</h2>
      {error && !page && <p className="hint">They cannot be read: {error.message}</p>}
      {page && contacts.length === 0 && <p className="hint">There is none yet.</p>}
      <ul className="contacts">
        {contacts.map((contact) => (
          <li key={contact.id} className={contact.id === added ? 'added' : undefined}>
            <span>{contact.name ?? 'Without a name'}</span>
            <code>{contact.id}</code>
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
