/** The form that changes a contact: prefilled with its current values, it sends only the user's changes. */
import { useQuery } from '@apollo/client/react';
import type { RJSFSchema } from '@rjsf/utils';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { UpdateContactRequest } from '../client/transport.js';
import { ContactDocument } from '../generated/operations.js';
import { type Changes, changesOf } from './changes.js';
import { clean } from './clean.js';
import { ContactForm } from './contact-form.js';
import { drawnSchema, type FormInfo, inputSchema } from './form-schema.js';
import type { FormData } from './link.js';
import { valuesOf, withFields } from './present.js';
import { previewUpdate } from './use-preview.js';
import { useWriteForm, type Writing } from './use-write-form.js';

export interface EditFormProps {
  readonly info: FormInfo;
  readonly contact: { readonly id: string; readonly name: string | null };
  readonly writing: Writing<UpdateContactRequest>;
  readonly isFrozen: boolean;
  /** Maps paths in the request to form fields. */
  readonly onSend: (place: Changes['place']) => void;
  readonly onClose: () => void;
}

export function EditForm(props: EditFormProps) {
  const { info, contact, onClose } = props;
  const input = inputSchema(info.updateSchema);
  const document = useMemo(() => withFields(ContactDocument, input), [input]);
  // The list may be older than another user's change.
  const { data, loading, error } = useQuery(document, {
    variables: { id: contact.id },
    fetchPolicy: 'network-only',
  });
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusMeanwhile(heading);
  const before = input && data?.contact && valuesOf(data.contact, input);
  return (
    <section className="work" aria-labelledby="form-title">
      <h2 id="form-title" tabIndex={-1} ref={heading}>
        Edit {contact.name ?? 'a contact'} at {info.name}
      </h2>
      {before && input ? (
        <Fields {...props} present={before} input={input} />
      ) : (
        <div role="status">
          <p className="hint">
            {loading ? 'Reading the contact…' : (error?.message ?? 'It is not there any more.')}
          </p>
          <div className="actions">
            <button type="button" className="quiet" onClick={onClose}>
              Close
            </button>
          </div>
        </div>
      )}
    </section>
  );
}

/** Moves the focus, and returns it at the end unless it is elsewhere by then. */
function useFocusMeanwhile(target: RefObject<HTMLElement | null>) {
  const before = useRef<Element>(null);
  useEffect(() => {
    before.current ??= document.activeElement;
    target.current?.focus();
    return () => {
      if (document.activeElement === document.body) (before.current as HTMLElement | null)?.focus();
    };
  }, [target]);
}

interface FieldsProps extends EditFormProps {
  readonly present: unknown;
  readonly input: RJSFSchema;
}

function Fields({ info, contact, writing, isFrozen, onSend, onClose, present, input }: FieldsProps) {
  // Later updates of the contact are not what the user saw.
  const [before] = useState(present);
  const [data, setData] = useState<FormData>({ input: before });
  const schema = useMemo(() => drawnSchema(info.updateSchema), [info]);
  const changes = useMemo(() => changesOf(before, data.input ?? {}, input), [before, data, input]);
  const request = useMemo((): UpdateContactRequest | undefined => {
    const { options } = (clean(data, schema) ?? {}) as Partial<UpdateContactRequest>;
    return changes.input && { id: contact.id, input: changes.input, options: options ?? null };
  }, [changes, contact, data, schema]);
  const form = useWriteForm({
    writing,
    preview: previewUpdate,
    request,
    showsAll: true,
    place: changes.place,
  });
  const { state } = writing;
  useEffect(() => {
    if (state.phase === 'SETTLED' && state.result.__typename === 'UpdateContactSuccess') onClose();
  }, [state, onClose]);
  const submit = () => {
    onSend(changes.place);
    form.submit();
  };
  return (
    <div ref={form.work}>
      <ContactForm
        info={info}
        schema={schema}
        data={data}
        violations={form.shown}
        isFrozen={isFrozen}
        onChange={setData}
        onLeave={form.leave}
        onSubmit={submit}
      >
        <div className="actions">
          <button type="submit" disabled={isFrozen || !request}>
            Save changes
          </button>
          <button type="button" className="quiet" disabled={isFrozen} onClick={onClose}>
            Cancel
          </button>
          <p className="status" role="status" data-current={form.isCurrent}>
            {!isFrozen && form.status}
          </p>
        </div>
      </ContactForm>
    </div>
  );
}
