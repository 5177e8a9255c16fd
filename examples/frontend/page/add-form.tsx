/** The form that adds a contact: customer, contact and options. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AddContactRequest, Place } from '../client/transport.js';
import { clean } from './clean.js';
import { ContactForm } from './contact-form.js';
import { CustomerChoice } from './customer-choice.js';
import { ExistsChoice, ruleIn, withRule } from './exists-choice.js';
import { drawnSchema, exampleInput, type FormInfo } from './form-schema.js';
import type { FormData } from './link.js';
import { previewAdd } from './use-preview.js';
import { useWriteForm, type Writing } from './use-write-form.js';
import { ACCOUNT, CUSTOMER, EXISTS, fieldId, MATCH, messagesAt } from './violations.js';

export interface Customer {
  readonly customerId: string;
  readonly account: Place['account'];
}

interface AddFormProps {
  readonly info: FormInfo;
  readonly customer: Customer;
  readonly data: FormData | undefined;
  /** Whether a link filled it in. */
  readonly isFilledIn: boolean;
  readonly writing: Writing<AddContactRequest>;
  readonly isFrozen: boolean;
  readonly onChoose: (customer: Customer) => void;
  readonly onChange: (data: FormData | undefined) => void;
}

export function AddForm(props: AddFormProps) {
  const { info, customer, data, isFilledIn, writing, isFrozen, onChoose, onChange } = props;
  const { customerId, account } = customer;
  const [round, setRound] = useState(0);
  const schema = useMemo(() => drawnSchema(info.jsonSchema), [info]);
  const request = useMemo((): AddContactRequest => {
    const { input = {}, options } = (clean(data, schema) ?? {}) as Partial<AddContactRequest>;
    const all = account === undefined ? options : { ...options, account };
    return { provider: info.provider, customerId, input, options: all ?? null };
  }, [info, customerId, account, data, schema]);
  const form = useWriteForm({ writing, preview: previewAdd, request, showsAll: isFilledIn });
  const { state } = writing;
  const { restart } = form;
  const rule = ruleIn(data);
  // Kept for the next contact.
  const kept = useRef(rule);
  kept.current = rule;

  useEffect(() => {
    if (state.phase !== 'SETTLED' || state.result.__typename !== 'AddContactSuccess') return;
    onChange(withRule(undefined, kept.current));
    restart();
    setRound((before) => before + 1);
  }, [state, restart, onChange]);

  return (
    <section className="work" aria-labelledby="form-title">
      <h2 id="form-title" tabIndex={-1}>
        Add a contact at {info.name}
      </h2>
      <div ref={form.work}>
        <CustomerChoice
          info={info}
          customer={customer}
          problems={messagesAt(form.shown, [CUSTOMER])}
          accountProblems={messagesAt(form.shown, ACCOUNT)}
          isFrozen={isFrozen}
          onChange={onChoose}
          onLeave={() => form.leave(fieldId([CUSTOMER]))}
        />
        <ContactForm
          key={round}
          info={info}
          schema={schema}
          data={data}
          violations={form.shown}
          isFrozen={isFrozen}
          onChange={onChange}
          onLeave={form.leave}
          onSubmit={form.submit}
        >
          <ExistsChoice
            info={info}
            rule={rule}
            problems={messagesAt(form.shown, EXISTS)}
            matchProblems={messagesAt(form.shown, MATCH)}
            isFrozen={isFrozen}
            onChange={(chosen) => onChange(withRule(data, chosen))}
          />
          <div className="actions">
            <button type="submit" disabled={isFrozen}>
              Add contact
            </button>
            <button
              type="button"
              className="quiet"
              disabled={isFrozen}
              onClick={() => onChange(withRule({ input: exampleInput(info) }, rule))}
            >
              Fill in examples
            </button>
            <p className="status" role="status" data-current={form.isCurrent}>
              {!isFrozen && form.status}
            </p>
          </div>
        </ContactForm>
      </div>
    </section>
  );
}
