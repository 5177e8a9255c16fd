/** A dialog that asks before a contact is removed. The browser keeps the focus inside, and returns it. */
import { useEffect, useId, useRef } from 'react';
import type { Listed } from './contact-list.js';

interface RemovalProps {
  readonly contact: Listed;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

export function Removal({ contact: { id, name }, onRemove, onClose }: RemovalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    // StrictMode runs effects twice.
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} className="card" aria-labelledby={title} onClose={onClose}>
      <h3 id={title}>Remove {name ?? 'this contact'} for good?</h3>
      <code>{id}</code>
      <div className="actions">
        <button type="button" className="quiet" onClick={close}>
          Keep it
        </button>
        <button
          type="button"
          onClick={() => {
            close();
            onRemove();
          }}
        >
          Remove for good
        </button>
      </div>
    </dialog>
  );
}
