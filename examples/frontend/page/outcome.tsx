/** Shows the user the outcome of a write. */
import type { Submission, SubmissionState } from '../client/submission.js';
import type { NotSent, Result } from '../client/transport.js';
import { Fates } from './fates.js';
import type { FormInfo } from './form-schema.js';
import type { Words } from './outcome-words.js';
import { secondsUntil, useNow } from './use-now.js';

type Followed = Pick<Submission<never>, 'look' | 'sendAgain' | 'canSendAgain' | 'mayStayUnknown' | 'giveUp'>;

interface OutcomeProps {
  readonly state: SubmissionState;
  readonly submission: Followed;
  readonly words: Words;
  readonly info: FormInfo;
  /** The form field for a path in the request. */
  readonly place?: (path: readonly string[]) => readonly string[];
}

export function Outcome({ state, submission, words, info, place = (path) => path }: OutcomeProps) {
  switch (state.phase) {
    case 'IDLE':
      return null;
    case 'SENDING':
      return <p className="card">{words.running}</p>;
    case 'UNKNOWN':
      return <Unknown state={state} submission={submission} words={words} />;
    case 'LOST':
      return (
        <Card
          kind="error"
          title={state.mayBeOld ? 'This request is no longer known' : 'The request did not arrive'}
        >
          <p>
            {state.mayBeOld
              ? 'Look at the contacts of the customer before you send it again.'
              : `The contact was not ${words.done}. You can send it again.`}
          </p>
        </Card>
      );
    case 'SETTLED':
      return <Settled result={state.result} words={words} info={info} place={place} />;
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

interface UnknownProps extends Pick<OutcomeProps, 'submission' | 'words'> {
  readonly state: UnknownState;
}

function Unknown({ state, submission, words }: UnknownProps) {
  const now = useNow();
  const { nextLookAt, decidedBy, possibleMatches, isLooking, requestId } = state;
  const { mayStayUnknown } = submission;
  const left = secondsUntil(nextLookAt, now);
  return (
    <Card kind="unknown" title={`It is not known yet whether the contact was ${words.done}`}>
      <p>
        The contact may have been {words.done}.{' '}
        {mayStayUnknown
          ? 'It may never be known: look at the contacts of the customer before you stop looking.'
          : 'The page finds out by itself, and reloading it is safe. Until then, the form stays as it is.'}
      </p>
      {/* Announced when the user reaches it, not every second. */}
      <p role="timer" aria-live="off">
        {isLooking || left === 0 ? 'Looking…' : `Looking again in ${left} s.`}
        {decidedBy !== undefined &&
          decidedBy > now &&
          ` Known in ${secondsUntil(decidedBy, now)} s at the latest.`}
      </p>
      <Contacts title="It may be one of these:" contacts={possibleMatches} />
      <div className="actions">
        <button type="button" onClick={() => void submission.look()}>
          Look now
        </button>
        {submission.canSendAgain && (
          <button type="button" className="quiet" onClick={() => void submission.sendAgain()}>
            Send the same request again
          </button>
        )}
        {mayStayUnknown && (
          <button type="button" className="quiet" onClick={() => submission.giveUp()}>
            Stop looking
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
  ContactNotFoundError: 'There is no such contact any more',
  ContactDuplicateError: 'This contact exists already',
  ContactProviderAccessError: 'Our own access fails',
  ContactProviderRateLimitedError: 'Too much is going on',
  ContactProviderUnavailableError: 'A system does not answer',
  ContactProviderRejectedError: 'The provider rejected the request',
  ContactIdempotencyConflictError: 'The form and an earlier request do not go together',
  NotSent: 'The request was not sent',
};

type SettledProps = Required<Pick<OutcomeProps, 'words' | 'info' | 'place'>> & {
  readonly result: Result | NotSent;
};

function Settled({ result, words, info, place }: SettledProps) {
  if ('replayed' in result) return <Done result={result} words={words} info={info} place={place} />;
  const title = HEADINGS[result.__typename] ?? `The contact was not ${words.done}`;
  if (result.__typename === 'NotSent') {
    return (
      <Card kind="error" title={title}>
        {result.faults.map(({ message }) => (
          <p key={message}>{message}</p>
        ))}
      </Card>
    );
  }
  const { userMessage, requestId } = result;
  return (
    <Card kind="error" title={title}>
      <p>{userMessage}</p>
      {'matches' in result && (
        <Contacts
          title={result.matches.length > 1 ? 'Several match, and none was chosen:' : 'It is:'}
          contacts={result.matches}
        />
      )}
      {'providerMessage' in result && result.providerMessage && (
        <p>The provider says: {result.providerMessage}</p>
      )}
      {'conflict' in result && <p>Send the form again: it goes out as a new request.</p>}
      <Support requestId={requestId} />
    </Card>
  );
}

type Success = Extract<Result, { replayed: boolean }>;

function Done({ result, words, info, place }: SettledProps & { readonly result: Success }) {
  const contact = 'contact' in result ? result.contact : undefined;
  const isOld = 'created' in result && !result.created;
  const title = isOld
    ? `${contact?.name ?? 'The contact'} was there already`
    : `${contact?.name ?? 'The contact'} was ${words.done}`;
  return (
    <Card kind="success" title={title}>
      {result.replayed && <p>{words.replayed}</p>}
      {isOld && 'fields' in result && (
        <p>
          {result.fields.every(({ fate }) => fate === 'OMITTED')
            ? 'It was returned as it is: nothing was added or changed.'
            : 'It was changed, and no other one was added.'}
        </p>
      )}
      {'fields' in result && <Fates fields={result.fields} info={info} place={place} />}
    </Card>
  );
}

interface ContactsProps {
  readonly title: string;
  readonly contacts: readonly { readonly id: string; readonly name: string | null }[];
}

function Contacts({ title, contacts }: ContactsProps) {
  if (contacts.length === 0) return null;
  return (
    <>
      <p>{title}</p>
      <ul>
        {contacts.map(({ id, name }) => (
          <li key={id}>{name ?? id}</li>
        ))}
      </ul>
    </>
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
