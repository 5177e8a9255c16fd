/** Asks before a contact is removed, and says what became of it. */
import type { RemovalState, useRemoveContact } from '../client/use-remove-contact.js';

interface RemovalProps {
  readonly removal: ReturnType<typeof useRemoveContact>;
}

export function Removal({ removal: { state, dismiss, remove } }: RemovalProps) {
  if (!state) return <div role="status" />;
  const { contact, phase } = state;
  const name = contact.name ?? contact.id;
  return (
    <div role="status" className="removal" tabIndex={-1} ref={focus}>
      <p>{textOf(state, name)}</p>
      {/* Several contacts may have one name. */}
      {contact.name && <code>{contact.id}</code>}
      {state.result && 'requestId' in state.result && (
        <p className="hint">
          For support: <code>{state.result.requestId}</code>
        </p>
      )}
      <div className="actions">
        {phase === 'CHOSEN' && (
          <button type="button" onClick={() => void remove(state)}>
            Remove for good
          </button>
        )}
        {phase === 'UNKNOWN' && (
          <button type="button" onClick={() => void remove(state)}>
            Ask again
          </button>
        )}
        {phase !== 'SENDING' && (
          <button type="button" className="quiet" onClick={dismiss}>
            {phase === 'CHOSEN' ? 'Keep it' : 'Close'}
          </button>
        )}
      </div>
    </div>
  );
}

/** One function for all, so that it runs once, when the question appears. */
function focus(element: HTMLElement | null): void {
  element?.focus();
}

function textOf({ phase, result }: RemovalState, name: string): string {
  if (phase === 'CHOSEN') return `Remove ${name} for good?`;
  if (phase === 'SENDING') return `${name} is being removed…`;
  if (!result) return `No answer came. ${name} may have been removed all the same.`;
  if (result.__typename === 'NotSent') return result.faults.map(({ message }) => message).join(' ');
  return result.__typename === 'RemoveContactSuccess' ? `${name} was removed.` : result.userMessage;
}
