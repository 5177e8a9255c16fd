/** The outcome for each value that the user gave or cleared. */
import type { Result } from '../client/transport.js';
import { capabilityAt, type FormInfo } from './form-schema.js';

type Fate = Extract<Result, { fields: unknown }>['fields'][number];

const FATES: Readonly<Record<Fate['fate'], string>> = {
  SENT: 'saved',
  TRANSFORMED: 'saved in another form',
  IMPLIED: 'so anyway',
  OMITTED: 'left out',
  CLEARED: 'cleared',
  NOT_KEPT: 'not saved as given',
};

interface FatesProps {
  readonly fields: readonly Fate[];
  readonly info: FormInfo;
  /** The form field for a path in the request. */
  readonly place: (path: readonly string[]) => readonly string[];
}

export function Fates({ fields, info, place }: FatesProps) {
  const lost = fields.filter(({ fate }) => fate === 'OMITTED' || fate === 'NOT_KEPT');
  if (fields.length === 0) return null;
  return (
    <>
      {lost.length > 0 && (
        <p>
          Not every value was saved: {lost.length} of {fields.length} are different.
        </p>
      )}
      <details open={lost.length > 0}>
        <summary>The outcome of each value</summary>
        <dl className="fates">
          {fields.map(({ path, fate, reason }) => (
            <div key={path.join('.')} data-fate={fate}>
              <dt>{capabilityAt(info, place(path))?.title ?? path.slice(1).join(' ')}</dt>
              <dd>
                {FATES[fate]}
                {reason && <span className="hint">: {reason}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
