/** One customer at a provider: a form on one side, outcomes and contacts on the other. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { useAddContact, useRemoveContact, useUpdateContact } from '../client/use-submission.js';
import { AddForm, type Customer } from './add-form.js';
import { ContactList, type Listed } from './contact-list.js';
import { EditForm } from './edit-form.js';
import type { FormInfo } from './form-schema.js';
import { type Link, writeLink } from './link.js';
import { Outcome } from './outcome.js';
import { ADDING, REMOVING, UPDATING } from './outcome-words.js';

export interface Writes {
  readonly adding: ReturnType<typeof useAddContact>;
  readonly updating: ReturnType<typeof useUpdateContact>;
  readonly removing: ReturnType<typeof useRemoveContact>;
  /** Whether one of them is in flight. */
  readonly isFrozen: boolean;
}

type State = Writes['adding']['state'];

interface WorkplaceProps {
  readonly info: FormInfo;
  readonly link: Link;
  readonly writes: Writes;
}

export function Workplace({ info, link, writes }: WorkplaceProps) {
  const { adding, updating, removing, isFrozen } = writes;
  const [customer, setCustomer] = useState<Customer>({
    customerId: link.customerId ?? info.customerIdExample,
    account: link.account,
  });
  /** The new contact's form data is kept while another contact is edited. */
  const [draft, setDraft] = useState(link.data);
  const [editing, setEditing] = useState<Listed>();
  /** Maps paths in the sent request to form fields. */
  const place = useRef((path: readonly string[]) => path);
  const outcome = useFocus(adding.state, updating.state, removing.state);
  const close = useCallback(() => setEditing(undefined), []);

  const begin = (contact: Listed | undefined) => {
    for (const { submission } of [adding, updating, removing]) submission.dismiss();
    setEditing(contact);
  };
  const choose = (chosen: Customer) => {
    setCustomer(chosen);
    writeLink({ provider: info.provider, ...chosen });
  };
  const { customerId } = customer;
  const isReadable = new RegExp(info.customerIdPattern, 'u').test(customerId);
  return (
    <div className="columns">
      {editing ? (
        <EditForm
          key={editing.id}
          info={info}
          contact={editing}
          writing={updating}
          isFrozen={isFrozen}
          onSend={(placeOf) => {
            place.current = placeOf;
          }}
          onClose={close}
        />
      ) : (
        <AddForm
          info={info}
          customer={customer}
          data={draft}
          isFilledIn={link.data !== undefined}
          writing={adding}
          isFrozen={isFrozen}
          onChoose={choose}
          onChange={setDraft}
        />
      )}
      <aside aria-label="Outcome and contacts">
        <div role="status" tabIndex={-1} ref={outcome} className="outcome">
          <Outcome {...adding} words={ADDING} info={info} />
          <Outcome {...updating} words={UPDATING} info={info} place={place.current} />
          <Outcome {...removing} words={REMOVING} info={info} />
        </div>
        {isReadable && (
          <ContactList
            key={JSON.stringify(customer)}
            info={info}
            customer={customer}
            changed={changedBy(adding.state) ?? changedBy(updating.state)}
            removing={removing}
            isFrozen={isFrozen}
            onEdit={begin}
            onRemove={() => begin(undefined)}
          />
        )}
      </aside>
    </div>
  );
}

/** The contact that a write returned. */
function changedBy(state: State): string | undefined {
  return state.phase === 'SETTLED' && 'contact' in state.result ? state.result.contact.id : undefined;
}

/** Moves the focus to an outcome, except for invalid input, which the form itself shows. */
function useFocus(...states: readonly State[]) {
  const outcome = useRef<HTMLDivElement>(null);
  const isTold = ({ phase, ...state }: State) =>
    phase !== 'IDLE' && !('result' in state && state.result.__typename === 'ContactInputInvalidError');
  // Only a new phase moves it: a look at an unknown outcome does not.
  const told = states.map((state) => (isTold(state) ? state.phase : '')).join();
  useEffect(() => {
    if (told.replaceAll(',', '') !== '') outcome.current?.focus();
  }, [told]);
  return outcome;
}
