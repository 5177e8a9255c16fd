/** The customer's contacts as the provider has them, with buttons to edit and remove if supported. */
import { useQuery } from '@apollo/client/react';
import type { RJSFSchema } from '@rjsf/utils';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { useRemoveContact } from '../client/use-submission.js';
import { ContactsOfCustomerDocument } from '../generated/operations.js';
import type { Customer } from './add-form.js';
import { type FormInfo, inputSchema } from './form-schema.js';
import { textsOf, withFields } from './present.js';
import { Removal } from './removal.js';

const PAGE = 10;

export interface Listed {
  readonly id: string;
  readonly name: string | null;
}

interface ContactListProps {
  readonly info: FormInfo;
  readonly customer: Customer;
  /** The id of the contact that was just added or changed. */
  readonly changed: string | undefined;
  readonly removing: ReturnType<typeof useRemoveContact>;
  readonly isFrozen: boolean;
  readonly onEdit: (contact: Listed) => void;
  /** Called before the user is asked to confirm. */
  readonly onRemove: () => void;
}

export function ContactList(props: ContactListProps) {
  const { info, customer, changed, removing, isFrozen, onEdit, onRemove } = props;
  const { provider, operations, updateSchema } = info;
  const input = inputSchema(updateSchema);
  const document = useMemo(() => withFields(ContactsOfCustomerDocument, input), [input]);
  const { data, loading, error, fetchMore } = useQuery(document, {
    variables: { provider, ...customer, first: PAGE },
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  const [asked, setAsked] = useState<Listed>();
  const page = data?.contactCustomer?.contacts;
  const contacts = page?.edges.map(({ node }) => node) ?? [];
  const list = useFocusOnMore(contacts.length);
  return (
    <section className="card" aria-labelledby="contacts-title" aria-busy={loading}>
      <h2 id="contacts-title">Contacts of this customer</h2>
      {error && !page && <p className="hint">They cannot be read: {error.message}</p>}
      {page && contacts.length === 0 && <p className="hint">This customer has no contacts yet.</p>}
      <ul className="contacts" ref={list.ref}>
        {contacts.map((contact) => (
          <li key={contact.id} tabIndex={-1} className={contact.id === changed ? 'changed' : undefined}>
            <span>{contact.name ?? 'Without a name'}</span>
            {input && <Summary contact={contact} input={input} />}
            <code>{contact.id}</code>
            <div className="actions">
              {operations.includes('UPDATE') && (
                <Button contact={contact} title="Edit" isFrozen={isFrozen} onClick={() => onEdit(contact)} />
              )}
              {operations.includes('REMOVE') && (
                <Button
                  contact={contact}
                  title="Remove"
                  isFrozen={isFrozen}
                  onClick={() => {
                    onRemove();
                    setAsked(contact);
                  }}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      {loading && <p className="hint">Reading…</p>}
      {page?.pageInfo.hasNextPage && (
        <button
          type="button"
          className="quiet"
          onClick={() => {
            if (loading) return;
            list.willGrow();
            void fetchMore({ variables: { after: page.pageInfo.endCursor } });
          }}
        >
          Show more
        </button>
      )}
      {asked && (
        <Removal
          contact={asked}
          onRemove={() => void removing.submission.submit({ id: asked.id })}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

/** The contact's values other than its name. */
function Summary({ contact, input }: { contact: Listed; input: RJSFSchema }) {
  const texts = textsOf(contact, input).filter((text) => !contact.name?.includes(text));
  return texts.length > 0 && <small>{texts.join(' · ')}</small>;
}

interface ButtonProps {
  readonly contact: Listed;
  readonly title: string;
  readonly isFrozen: boolean;
  readonly onClick: () => void;
}

function Button({ contact, title, isFrozen, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      className="quiet"
      disabled={isFrozen}
      aria-label={`${title} ${contact.name ?? contact.id}`}
      onClick={onClick}
    >
      {title}
    </button>
  );
}

/** Moves the focus to the first new entry when a button made the list grow. */
function useFocusOnMore(length: number) {
  const ref = useRef<HTMLUListElement>(null);
  const from = useRef<number>(undefined);
  useEffect(() => {
    if (from.current === undefined || length <= from.current) return;
    (ref.current?.children[from.current] as HTMLElement | undefined)?.focus();
    from.current = undefined;
  }, [length]);
  return {
    ref,
    willGrow: () => {
      from.current = length;
    },
  };
}
