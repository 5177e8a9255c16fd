/** The choice of what to do if the contact already exists, and of what to compare. */
import { existsHelp, existsPolicies, matches, usualMatches } from '../generated/schema-facts.js';
import type { FormInfo } from './form-schema.js';
import type { FormData } from './link.js';
import { Problems } from './theme.js';
import { EXISTS, fieldId, MATCH } from './violations.js';

export type ExistsPolicy = keyof typeof existsPolicies;
type Match = keyof typeof matches;

/** Undefined is the default of the schema. */
export interface ExistsRule {
  readonly ifExists?: ExistsPolicy | undefined;
  readonly matchBy?: readonly Match[] | undefined;
}

const POLICIES = Object.keys(existsPolicies) as ExistsPolicy[];
const MATCHES = Object.keys(matches) as Match[];
const DEFAULT: ExistsPolicy = 'ALLOW';
const ID = fieldId(EXISTS);

interface ExistsChoiceProps {
  readonly info: FormInfo;
  readonly rule: ExistsRule;
  readonly problems: readonly string[];
  readonly matchProblems: readonly string[];
  readonly isFrozen: boolean;
  readonly onChange: (rule: ExistsRule) => void;
}

export function ExistsChoice(props: ExistsChoiceProps) {
  const { info, rule, problems, isFrozen, onChange } = props;
  const policy = rule.ifExists ?? DEFAULT;
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
            onChange(chosen === DEFAULT ? {} : { ...rule, ifExists: chosen });
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
      {policy !== DEFAULT && <MatchChoice {...props} />}
    </div>
  );
}

function MatchChoice({ info, rule, matchProblems, isFrozen, onChange }: ExistsChoiceProps) {
  const chosen = rule.matchBy ?? usualMatches;
  const offered = MATCHES.filter((match) => chosen.includes(match) || isKept(match, info));
  const id = fieldId(MATCH);
  return (
    <div className="field wide" data-path={MATCH.join('.')}>
      <fieldset aria-describedby={matchProblems.length > 0 ? `${id}-error` : undefined}>
        <legend>A contact matches by</legend>
        {offered.map((match) => {
          const isChosen = chosen.includes(match);
          return (
            <div key={match}>
              <label className="check">
                <input
                  type="checkbox"
                  checked={isChosen}
                  // At least one stays: without any, nothing matches.
                  disabled={isFrozen || (isChosen && chosen.length === 1)}
                  aria-describedby={`${id}-${match}`}
                  onChange={({ target }) => {
                    const matchBy = MATCHES.filter((each) =>
                      each === match ? target.checked : chosen.includes(each),
                    );
                    onChange({ ...rule, matchBy });
                  }}
                />
                {titleOf(match)}
              </label>
              <p className="hint" id={`${id}-${match}`}>
                {matches[match]}
              </p>
            </div>
          );
        })}
      </fieldset>
      <Problems id={`${id}-error`} texts={matchProblems} />
    </div>
  );
}

/** Whether the provider keeps the field that is compared: the one of that name, or the list. */
function isKept(match: Match, { fields }: FormInfo): boolean {
  const name = match.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  return fields.some(({ path }) => path[1] === name || path[1] === `${name}s`);
}

/** For display: `RETURN_EXISTING` as "Return existing". */
function titleOf(value: ExistsPolicy | Match): string {
  return value.charAt(0) + value.slice(1).toLowerCase().replaceAll('_', ' ');
}

/** The rule in the form's data. */
export function ruleIn(data: FormData | undefined): ExistsRule {
  const { ifExists, matchBy } = (data?.options ?? {}) as { ifExists?: unknown; matchBy?: unknown };
  return {
    ifExists: POLICIES.find((policy) => policy === ifExists),
    matchBy: Array.isArray(matchBy) ? MATCHES.filter((match) => matchBy.includes(match)) : undefined,
  };
}

export function withRule(data: FormData | undefined, { ifExists, matchBy }: ExistsRule): FormData {
  return { ...data, options: { ...(data?.options as object | undefined), ifExists, matchBy } };
}
