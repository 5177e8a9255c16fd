/** Shared by the forms of all writes: which violations to show, when to send, and where the focus goes. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SubmissionState } from '../client/submission.js';
import type { WriteRequest } from '../client/transport.js';
import { type AskPreview, usePreview } from './use-preview.js';
import { fieldId, type Shown } from './violations.js';

/** The return value of one of the package's hooks. */
export interface Writing<Request extends WriteRequest> {
  readonly state: SubmissionState;
  readonly isFrozen: boolean;
  readonly submission: { submit(request: Request): Promise<void> };
}

interface WriteFormOptions<Request extends WriteRequest> {
  readonly writing: Writing<Request>;
  readonly preview: AskPreview<Request>;
  /** Undefined while there is nothing to send. */
  readonly request: Request | undefined;
  /** Whether to show all violations immediately, for a prefilled form. */
  readonly showsAll: boolean;
  /** The form field for a path in the request. */
  readonly place?: (path: readonly string[]) => readonly string[];
}

export function useWriteForm<Request extends WriteRequest>(options: WriteFormOptions<Request>) {
  const { writing, request, place = (path) => path } = options;
  /** Ids of the fields that the user left. */
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [showsAll, setShowsAll] = useState(options.showsAll);
  const preview = usePreview(options.preview, request);
  const rejected = useRejected(writing.state, request);
  const answered = request ? (rejected ?? preview.violations ?? []) : [];
  const found = answered.map((violation) => ({ ...violation, path: place(violation.path) }));
  const shown = showsAll ? found : found.filter((violation) => wasLeft(violation, left));
  const work = useRef<HTMLDivElement>(null);
  const { state } = writing;
  useEffect(() => {
    if (state.phase === 'SETTLED' && state.result.__typename === 'ContactInputInvalidError') {
      focusFirstProblem(work.current);
    }
  }, [state]);

  const restart = useCallback(() => {
    setLeft(new Set());
    setShowsAll(false);
  }, []);
  return {
    shown,
    work,
    isCurrent: request !== undefined && preview.isCurrent,
    status: request ? statusOf(preview.isCurrent, found.length, shown.length) : 'Nothing is changed yet.',
    leave: (id: string) => setLeft((before) => new Set([...before, id])),
    submit: () => {
      if (!request) return;
      setShowsAll(true);
      if (preview.isCurrent && found.length > 0) setTimeout(() => focusFirstProblem(work.current));
      else void writing.submission.submit(request);
    },
    restart,
  };
}

/** The violations in the answer itself, until the request changes. */
function useRejected<Request>(state: SubmissionState, request: Request): readonly Shown[] | undefined {
  const sent = useRef<Request>(undefined);
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

/** Reports missing values on submit, and wrong ones when the user leaves the field. */
function wasLeft({ path }: Shown, left: ReadonlySet<string>): boolean {
  const id = fieldId(path);
  return [...left].some((each) => each === id || each.startsWith(`${id}_`));
}

function statusOf(isCurrent: boolean, found: number, count: number): string {
  if (!isCurrent) return 'Checking…';
  if (found === 0) return 'Ready to send.';
  // Do not report fields that the user has not reached yet.
  if (count === 0) return 'Not complete yet.';
  return count === 1 ? 'One thing is to be corrected.' : `${count} things are to be corrected.`;
}

function focusFirstProblem(within: HTMLElement | null): void {
  within?.querySelector<HTMLElement>('[aria-invalid="true"], .problems')?.focus();
}
