/** The choice of what to do if the contact already exists. */
import { existsHelp, existsPolicies } from '../generated/schema-facts.js';
import type { FormInfo } from './form-schema.js';
import type { FormData } from './link.js';
import { Problems } from './theme.js';
import { EXISTS, fieldId } from './violations.js';

export type ExistsPolicy = keyof typeof existsPolicies;

const POLICIES = Object.keys(existsPolicies) as ExistsPolicy[];
const DEFAULT: ExistsPolicy = 'ALLOW';
const ID = fieldId(EXISTS);

interface ExistsChoiceProps {
  readonly info: FormInfo;
  readonly policy: ExistsPolicy | undefined;
  readonly problems: readonly string[];
  readonly isFrozen: boolean;
  readonly onChange: (policy: ExistsPolicy | undefined) => void;
}

export function ExistsChoice({ info, policy = DEFAULT, problems, isFrozen, onChange }: ExistsChoiceProps) {
  // Offers only what the provider supports, and a policy that a link chose.
  const canUpdate = info.operations.includes('UPDATE');
  const offered = POLICIES.filter((each) => each === policy || each !== 'UPDATE_EXISTING' || canUpdate);
  const hasProblems = problems.length > 0;
  return (
    <div className="fields single">
      <div className="field wide" data-path={EXISTS.join('.')}>
        <label htmlFor={ID}>If the contact exists</label>
        <select
          id={ID}
          value={policy}
          disabled={isFrozen}
          aria-invalid={hasProblems || undefined}
          aria-describedby={hasProblems ? `${ID}-hint ${ID}-error` : `${ID}-hint`}
          onChange={({ target }) => {
            const chosen = offered.find((each) => each === target.value);
            onChange(chosen === DEFAULT ? undefined : chosen);
          }}
        >
          {offered.map((each) => (
            <option key={each} value={each}>
              {titleOf(each)}
            </option>
          ))}
        </select>
        <p className="hint" id={`${ID}-hint`}>
          {existsHelp} {titleOf(policy)}: {existsPolicies[policy]}
        </p>
        <Problems id={`${ID}-error`} texts={problems} />
      </div>
    </div>
  );
}

/** For display: `RETURN_EXISTING` as "Return existing". */
function titleOf(policy: ExistsPolicy): string {
  return policy.charAt(0) + policy.slice(1).toLowerCase().replaceAll('_', ' ');
}

/** The policy in the form's data. */
export function policyIn(data: FormData | undefined): ExistsPolicy | undefined {
  const { ifExists } = (data?.options ?? {}) as { ifExists?: unknown };
  return POLICIES.find((policy) => policy === ifExists);
}

export function withPolicy(data: FormData | undefined, policy: ExistsPolicy | undefined): FormData {
  return { ...data, options: { ...(data?.options as object | undefined), ifExists: policy } };
}
