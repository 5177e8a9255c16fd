/** Customer, form, preview and outcome of one contact. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AddContactRequest } from '../client/transport.js';
import type { useAddContact } from '../client/use-add-contact.js';
import { clean } from './clean.js';
import { ContactForm } from './contact-form.js';
import { ContactList } from './contact-list.js';
import { CustomerChoice } from './customer-choice.js';
import { drawnSchema, exampleInput, type FormInfo } from './form-schema.js';
import { type FormData, type Link, writeLink } from './link.js';
import { Outcome } from './outcome.js';
import { usePreview } from './use-preview.js';
import { CUSTOMER, fieldId, type Shown } from './violations.js';

interface AddContactProps {
  readonly info: FormInfo;
  readonly link: Link;
  readonly adding: ReturnType<typeof useAddContact>;
}

export function AddContact({ info, link, adding }: AddContactProps) {
  const { state, isFrozen, submission } = adding;
  const [customerId, setCustomerId] = useState(link.customerId ?? info.customerIdExample);
  const [data, setData] = useState<FormData | undefined>(link.data);
  const [round, setRound] = useState(0);
  /** Ids of the fields that the person left; a filled-in form shows everything at once. */
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [showsAll, setShowsAll] = useState(link.data !== undefined);
  const schema = useMemo(() => drawnSchema(info), [info]);
  const request = useMemo((): AddContactRequest => {
    const given = (clean(data, schema) ?? {}) as Pick<AddContactRequest, 'input' | 'options'>;
    return { provider: info.provider, customerId, input: given.input ?? {}, options: given.options ?? null };
  }, [info, customerId, data, schema]);
  const preview = usePreview(request);
  const rejected = useRejected(adding, request);
  const found = rejected ?? preview.violations ?? [];
  const shown = showsAll ? found : found.filter((violation) => wasLeft(violation, left));
  const work = useRef<HTMLDivElement>(null);
  const result = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state.phase !== 'SETTLED') return;
    if (state.result.__typename === 'AddContactSuccess') {
      setData(undefined);
      setLeft(new Set());
      setShowsAll(false);
      setRound((before) => before + 1);
    }
    if (state.result.__typename === 'ContactInputInvalidError') focusFirstProblem(work.current);
    else result.current?.focus();
  }, [state]);

  const submit = () => {
    setShowsAll(true);
    if (preview.isCurrent && found.length > 0) setTimeout(() => focusFirstProblem(work.current));
    else void submission.submit(request);
  };
  const choose = (id: string) => {
    setCustomerId(id);
    writeLink(info.provider, id);
  };
  const isReadable = new RegExp(info.customerIdPattern, 'u').test(customerId);
  const added =
    state.phase === 'SETTLED' && state.result.__typename === 'AddContactSuccess'
      ? state.result.contact.id
      : undefined;
  return (
    <div className="columns">
      <section className="work" aria-labelledby="form-title" ref={work}>
        <h2 id="form-title" tabIndex={-1}>
          Add a contact at {info.name}
        </h2>
        <CustomerChoice
          info={info}
          customerId={customerId}
          problems={messagesAt(shown, CUSTOMER)}
          isFrozen={isFrozen}
          onChange={choose}
          onLeave={() => setLeft((before) => new Set([...before, fieldId([CUSTOMER])]))}
        />
        <ContactForm
          key={round}
          info={info}
          data={data}
          violations={shown}
          isFrozen={isFrozen}
          onChange={setData}
          onLeave={(id) => setLeft((before) => new Set([...before, id]))}
          onSubmit={submit}
        >
          <div className="actions">
            <button type="submit" disabled={isFrozen}>
              Add contact
            </button>
            <button
              type="button"
              className="quiet"
              disabled={isFrozen}
              onClick={() => setData({ input: exampleInput(info) })}
            >
              Fill in examples
            </button>
            <p className="status" role="status" data-current={preview.isCurrent}>
              {!isFrozen && statusOf(preview.isCurrent, found.length, shown.length)}
            </p>
          </div>
        </ContactForm>
      </section>
      <aside aria-label="Outcome and contacts">
        <div role="status" tabIndex={-1} ref={result} className="outcome">
          <Outcome state={state} submission={submission} info={info} />
        </div>
        {isReadable && (
          <ContactList
            key={customerId}
            provider={info.provider}
            customerId={customerId}
            added={added}
            canRemove={info.operations.includes('REMOVE')}
          />
        )}
      </aside>
    </div>
  );
}

/** What the answer itself found, as long as the form holds what was sent. */
function useRejected(
  { state }: AddContactProps['adding'],
  request: AddContactRequest,
): readonly Shown[] | undefined {
  const sent = useRef<AddContactRequest>(undefined);
  const latest = useRef(request);
  latest.current = request;
  useEffect(() => {
    if (state.phase === 'SENDING') sent.current = latest.current;
  }, [state.phase]);
  if (state.phase !== 'SETTLED' || sent.current !== request) return undefined;
  if (state.result.__typename === 'ContactInputInvalidError') return state.result.violations;
  if (state.result.__typename !== 'NotSent') return undefined;
  return state.result.faults.map(({ path, message }) => ({ path, userMessage: message }));
}

/** What is missing is said when the person wants to send; what is wrong, when the person leaves the field. */
function wasLeft({ path }: Shown, left: ReadonlySet<string>): boolean {
  const id = fieldId(path);
  return [...left].some((each) => each === id || each.startsWith(`${id}_`));
}

function messagesAt(violations: readonly Shown[], argument: string): readonly string[] {
  return violations.filter(({ path }) => path[0] === argument).map(({ userMessage }) => userMessage);
}

function statusOf(isCurrent: boolean, found: number, count: number): string {
  if (!isCurrent) return 'Checking…';
  if (found === 0) return 'Ready to send.';
  // Nobody is told off for what they have not come to yet.
  if (count === 0) return 'Not complete yet.';
  return count === 1 ? 'One thing is to be corrected.' : `${count} things are to be corrected.`;
}

function focusFirstProblem(within: HTMLElement | null): void {
  within?.querySelector<HTMLElement>('[aria-invalid="true"], .problems')?.focus();
}
