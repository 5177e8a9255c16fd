/** The customer's id: typed, or chosen from the sandbox's customers. */
import sandboxCustomers from '../generated/sandbox-customers.json';
import type { Customer } from './add-form.js';
import type { FormInfo } from './form-schema.js';
import { Problems } from './theme.js';

interface CustomerChoiceProps {
  readonly info: FormInfo;
  readonly customer: Customer;
  readonly problems: readonly string[];
  readonly accountProblems: readonly string[];
  readonly isFrozen: boolean;
  readonly onChange: (customer: Customer) => void;
  readonly onLeave: () => void;
}

export function CustomerChoice({
  info,
  customer,
  problems,
  accountProblems,
  isFrozen,
  onChange,
  onLeave,
}: CustomerChoiceProps) {
  const { customerId } = customer;
  const choose = (id: string) => onChange({ ...customer, customerId: id });
  const known = info.mode === 'SANDBOX' ? (sandboxCustomers[info.provider] ?? []) : [];
  const chosen = known.find(({ id }) => id === customerId);
  const hasProblems = problems.length > 0;
  return (
    <fieldset className="customer">
      <legend>Customer</legend>
      <div className="fields">
        {info.accounts.length > 1 && (
          <div className="field" data-path="options.account">
            <label htmlFor="account">Account</label>
            <select
              id="account"
              value={customer.account ?? ''}
              disabled={isFrozen}
              aria-invalid={accountProblems.length > 0 || undefined}
              aria-describedby={accountProblems.length > 0 ? 'account-error' : undefined}
              onChange={({ target }) => onChange({ ...customer, account: target.value || undefined })}
            >
              {info.accounts.map(({ name, mode }) => (
                <option key={name} value={name ?? ''}>
                  {name ?? 'Default account'} ({mode.toLowerCase().replaceAll('_', ' ')})
                </option>
              ))}
            </select>
            <Problems id="account-error" texts={accountProblems} />
          </div>
        )}
        <div className="field" data-path="customerId">
          <label htmlFor="customer">
            Customer id<span className="required"> required</span>
          </label>
          <input
            id="customer"
            autoComplete="off"
            spellCheck={false}
            value={customerId}
            disabled={isFrozen}
            aria-required
            aria-invalid={hasProblems || undefined}
            aria-describedby={hasProblems ? 'customer-hint customer-error' : 'customer-hint'}
            onChange={({ target }) => choose(target.value)}
            onBlur={onLeave}
          />
          <p className="hint" id="customer-hint">
            The form is: {info.customerIdFormat}, such as {info.customerIdExample}.
          </p>
          <Problems id="customer-error" texts={problems} />
        </div>
        {known.length > 0 && (
          <div className="field">
            <label htmlFor="sandbox-customer">Customer of the sandbox</label>
            <select
              id="sandbox-customer"
              value={chosen?.id ?? ''}
              disabled={isFrozen}
              aria-describedby="sandbox-hint"
              onChange={({ target }) => choose(target.value)}
            >
              {!chosen && <option value="">Another one</option>}
              {[...new Set(known.map(({ result }) => result))].map((result) => (
                <optgroup key={result} label={result}>
                  {known
                    .filter((each) => each.result === result)
                    .map(({ id, does }) => (
                      <option key={id} value={id}>
                        {id}: {does}
                      </option>
                    ))}
                </optgroup>
              ))}
            </select>
            <p className="hint" id="sandbox-hint">
              {chosen ? `${capitalized(chosen.does)}.` : 'Each one but the first few provokes one answer.'}
            </p>
          </div>
        )}
      </div>
    </fieldset>
  );
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
