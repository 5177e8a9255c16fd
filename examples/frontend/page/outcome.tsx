/** What became of the contact, for the person who wanted to add it. */
import type { AddContactSubmission, SubmissionState } from '../client/submission.js';
import type { NotSent, Result } from '../client/transport.js';
import { capabilityAt, type FormInfo } from './form-schema.js';
import { secondsUntil, useNow } from './use-now.js';

interface OutcomeProps {
  readonly state: SubmissionState;
  readonly submission: AddContactSubmission;
  readonly info: FormInfo | undefined;
}

export function Outcome({ state, submission, info }: OutcomeProps) {
  switch (state.phase) {
    case 'IDLE':
      return null;
    case 'SENDING':
      return <p className="card">The contact is being added…</p>;
    case 'UNKNOWN':
      return <Unknown state={state} submission={submission} />;
    case 'LOST':
      return (
        <Card
          kind="error"
          title={state.mayBeOld ? 'Nobody remembers this request' : 'The request did not arrive'}
        >
          <p>
            {state.mayBeOld
              ? 'Look at the contacts of the customer before you add it again.'
              : 'The contact was not added. You can send it again.'}
          </p>
        </Card>
      );
    case 'SETTLED':
      return <Settled result={state.result} info={info} />;
  }
}

function Card({ kind, title, children }: { kind: string; title: string; children: React.ReactNode }) {
  return (
    <section className={`card ${kind}`} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

type UnknownState = Extract<SubmissionState, { phase: 'UNKNOWN' }>;

function Unknown({ state, submission }: { state: UnknownState; submission: AddContactSubmission }) {
  const now = useNow();
  const { nextLookAt, decidedBy, userMessage, possibleMatches, isLooking, requestId } = state;
  const left = secondsUntil(nextLookAt, now);
  return (
    <Card kind="unknown" title="It is not known yet whether the contact was added">
      <p>{userMessage ?? 'No answer came. The contact may have been added all the same.'}</p>
      <p>The form stays as it is until the outcome is known. Reloading the page is safe.</p>
      {/* Read out when a person comes to it, not each second. */}
      <p role="timer" aria-live="off">
        {isLooking || left === 0 ? 'Looking…' : `Looking again in ${left} s.`}
        {decidedBy !== undefined &&
          decidedBy > now &&
          ` Known in ${secondsUntil(decidedBy, now)} s at the latest.`}
      </p>
      {possibleMatches.length > 0 && (
        <>
          <p>It may be one of these:</p>
          <ul>
            {possibleMatches.map((contact) => (
              <li key={contact.id}>{contact.name ?? contact.id}</li>
            ))}
          </ul>
        </>
      )}
      <div className="actions">
        <button type="button" onClick={() => void submission.look()} disabled={isLooking}>
          Look now
        </button>
        {submission.canSendAgain && (
          <button type="button" className="quiet" onClick={() => void submission.sendAgain()}>
            Send the same request again
          </button>
        )}
      </div>
      <Support requestId={requestId} />
    </Card>
  );
}

const HEADINGS: Readonly<Partial<Record<(Result | NotSent)['__typename'], string>>> = {
  ContactInputInvalidError: 'Please correct the form',
  ContactCustomerNotFoundError: 'There is no such customer',
  ContactDuplicateError: 'This contact exists already',
  ContactProviderAccessError: 'Our own access fails',
  ContactProviderRateLimitedError: 'Too much is going on',
  ContactProviderUnavailableError: 'A system does not answer',
  ContactProviderRejectedError: 'The provider rejected the contact',
  ContactIdempotencyConflictError: 'The request cannot go on',
  NotSent: 'The request was not sent',
};

function Settled({ result, info }: { result: Result | NotSent; info: FormInfo | undefined }) {
  if (result.__typename === 'AddContactSuccess') return <Added result={result} info={info} />;
  const title = HEADINGS[result.__typename] ?? 'The contact was not added';
  if (result.__typename === 'NotSent') {
    return (
      <Card kind="error" title={title}>
        {result.faults.map(({ message }) => (
          <p key={message}>{message}</p>
        ))}
      </Card>
    );
  }
  const { userMessage, retryable, requestId } = result;
  return (
    <Card kind="error" title={title}>
      <p>{userMessage}</p>
      {'existing' in result && result.existing && <p>It is {result.existing.name ?? result.existing.id}.</p>}
      {'providerMessage' in result && result.providerMessage && (
        <p>The provider says: {result.providerMessage}</p>
      )}
      {retryable && <p>Nothing was saved. The same form can be sent again.</p>}
      <Support requestId={requestId} />
    </Card>
  );
}

type Success = Extract<Result, { __typename: 'AddContactSuccess' }>;

const FATES: Readonly<Record<Success['fields'][number]['fate'], string>> = {
  SENT: 'saved',
  TRANSFORMED: 'saved in another form',
  IMPLIED: 'so anyway',
  OMITTED: 'left out',
  CLEARED: 'cleared',
  NOT_KEPT: 'not saved as given',
};

function Added({ result, info }: { result: Success; info: FormInfo | undefined }) {
  const { contact, fields, replayed } = result;
  const lost = fields.filter(({ fate }) => fate === 'OMITTED' || fate === 'NOT_KEPT');
  return (
    <Card kind="success" title={`${contact.name ?? 'The contact'} was added`}>
      {replayed && <p>An earlier request had added it; nothing was added twice.</p>}
      {lost.length > 0 && (
        <p>
          Not every value was saved: {lost.length} of {fields.length} are different.
        </p>
      )}
      {fields.length > 0 && (
        <details open={lost.length > 0}>
          <summary>What became of each value</summary>
          <dl className="fates">
            {fields.map(({ path, fate, reason }) => (
              <div key={path.join('.')} data-fate={fate}>
                <dt>{(info && capabilityAt(info, path)?.title) ?? path.slice(1).join(' ')}</dt>
                <dd>
                  {FATES[fate]}
                  {reason && <span className="hint">: {reason}</span>}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Card>
  );
}

function Support({ requestId }: { requestId: string | undefined }) {
  if (!requestId) return null;
  return (
    <p className="hint">
      For support: request <code>{requestId}</code>
    </p>
  );
}
