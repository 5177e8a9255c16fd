/** What a form built from data knows of a request: whatever the suite sends comes through here. */
import { expect } from '@jest/globals';
import type { AddContactCommand } from '../../src/contacts/commands.js';
import type { WritePreview } from '../../src/contacts/contact-service.js';
import { describeFields } from '../../src/mapping/describe.js';
import { describeOptions } from '../../src/mapping/describe-options.js';
import type { Violation } from '../../src/model/violation.js';
import type { Provider } from '../../src/providers/driver.js';
import { FormSchema, withoutPositions } from '../properties/schema-agreement.js';

interface Form {
  readonly schema: FormSchema;
  readonly paths: ReadonlySet<string>;
}

const forms = new WeakMap<Provider, Form>();

/** The requests with violations that the suite has sent so far, by provider, for the form in a browser. */
export const violating = new Map<string, AddContactCommand[]>();

/** Every violation has the path of an entry, and the schema says the same as preview under REJECT. */
export function expectFormsToKnow(
  { violations }: WritePreview,
  command: AddContactCommand,
  { provider, among }: { readonly provider: Provider; readonly among: readonly Provider[] },
): void {
  const { input, options } = command;
  if (violations.length > 0) violating.set(provider.id, [...(violating.get(provider.id) ?? []), command]);
  const form = forms.get(provider) ?? formOf(provider, among);
  forms.set(provider, form);
  expect(violations.filter((violation) => !isDescribed(violation, form)).map(({ path }) => path)).toEqual([]);
  const { providers, ...own } = options;
  if (own.unsupportedFields === 'OMIT' || !isJson(input)) return;
  expect(form.schema.disagreement({ input, options: { ...own, ...providers } }, violations)).toBeUndefined();
}

function formOf(provider: Provider, among: readonly Provider[]): Form {
  const described = [...describeFields(provider), ...describeOptions(provider)];
  const paths = new Set(['input', ...described.map(({ path }) => path.join('.'))]);
  return { schema: new FormSchema(provider, among), paths };
}

/** What the provider keeps no entry for, or the caller may not give, has none. */
function isDescribed({ code, path }: Violation, { paths }: Form): boolean {
  return code === 'UNSUPPORTED' || path[0] === 'customerId' || paths.has(withoutPositions(path).join('.'));
}

/** Some inputs hold what no request can, such as NaN. */
function isJson(input: unknown): boolean {
  return (
    JSON.stringify(JSON.parse(JSON.stringify(input))) ===
    JSON.stringify(input, (_key, value) =>
      typeof value === 'number' && !Number.isFinite(value) ? 'not JSON' : value,
    )
  );
}
