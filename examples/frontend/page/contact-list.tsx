/** The customer's contacts as the provider has them, with buttons to edit and remove if supported. */
import { useQuery } from '@apollo/client/react';
import type { RJSFSchema } from '@rjsf/utils';
import { useMemo, useState } from 'react';
import type { useRemoveContact } from '../client/use-submission.js';
import { ContactsOfCustomerDocument } from '../generated/operations.js';
import type { Customer } from './add-form.js';
import { type FormInfo, inputSchema } from './form-schema.js';
import { textsOf, withFields } from './present.js';

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
  const [asked, setAsked] = useState<string>();
  const page = data?.contactCustomer?.contacts;
  const contacts = page?.edges.map(({ node }) => node) ?? [];
  const remove = (id: string) => {
    setAsked(undefined);
    void removing.submission.submit({ id });
  };
  return (
    <section className="card" aria-labelledby="contacts-title" aria-busy={loading}>
      <h2 id="contacts-title">Contacts of this customer</h2>
      {error && !page && <p className="hint">They cannot be read: {error.message}</p>}
      {page && contacts.length === 0 && <p className="hint">There is none yet.</p>}
      <ul className="contacts">
        {contacts.map((contact) => (
          <li key={contact.id} className={contact.id === changed ? 'changed' : undefined}>
            <span>{contact.name ?? 'Without a name'}</span>
            {input && <Summary contact={contact} input={input} />}
            <code>{contact.id}</code>
            {asked === contact.id ? (
              <Question
                contact={contact}
                onRemove={() => remove(contact.id)}
                onKeep={() => setAsked(undefined)}
              />
            ) : (
              <div className="actions">
                {operations.includes('UPDATE') && (
                  <Button
                    contact={contact}
                    title="Edit"
                    isFrozen={isFrozen}
                    onClick={() => onEdit(contact)}
                  />
                )}
                {operations.includes('REMOVE') && (
                  <Button
                    contact={contact}
                    title="Remove"
                    isFrozen={isFrozen}
                    onClick={() => {
                      onRemove();
                      setAsked(contact.id);
                    }}
                  />
                )}
              </div>
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

interface QuestionProps {
  readonly contact: Listed;
  readonly onRemove: () => void;
  readonly onKeep: () => void;
}

function Question({ contact, onRemove, onKeep }: QuestionProps) {
  return (
    <div role="status" tabIndex={-1} ref={focus}>
      <p>Remove {contact.name ?? contact.id} for good?</p>
      <div className="actions">
        <button type="button" onClick={onRemove}>
          Remove for good
        </button>
        <button type="button" className="quiet" onClick={onKeep}>
          Keep it
        </button>
      </div>
    </div>
  );
}

/** A single function, so that it runs once, when the question appears. */
function focus(element: HTMLElement | null): void {
  element?.focus();
}
