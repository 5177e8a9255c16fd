/** What a form built from data knows about a request: every request of the suite passes through here. */
import { expect } from '@jest/globals';
import type { WriteCommand } from '../../src/contacts/check-write.js';
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

type Operation = 'ADD' | 'UPDATE';

const forms = { ADD: new WeakMap<Provider, Form>(), UPDATE: new WeakMap<Provider, Form>() };

interface Violating {
  readonly command: AddContactCommand;
  readonly violations: readonly Violation[];
}

/** The invalid requests of the suite so far, by provider, for the form in a browser. */
export const violating = new Map<string, Violating[]>();

/** The broken rules that a form can break too: a form has no policies and keys. */
export function brokenRules({ id, write }: Provider): Set<string> {
  const isOfForms = ({ path: [argument, name] }: Violation) =>
    argument !== 'options' || name === write.options?.key;
  const broken = (violating.get(id) ?? []).flatMap(({ violations }) => violations.filter(isOfForms));
  return new Set(broken.map(({ path, code }) => [code, ...path].join(' ')));
}

interface FormProviders {
  readonly provider: Provider;
  readonly among: readonly Provider[];
}

/** `expectFormToKnow` for an add; an invalid one is kept for the form in a browser. */
export function expectFormsToKnow(
  preview: WritePreview,
  command: AddContactCommand,
  providers: FormProviders,
): void {
  const { id } = providers.provider;
  const { violations } = preview;
  if (violations.length > 0) violating.set(id, [...(violating.get(id) ?? []), { command, violations }]);
  expectFormToKnow('ADD', preview, command, providers);
}

/** Every violation has the path of a field, and the schema agrees with the preview under REJECT. */
export function expectFormToKnow(
  operation: Operation,
  { violations }: WritePreview,
  { input, options }: Pick<WriteCommand, 'input' | 'options'>,
  { provider, among }: FormProviders,
): void {
  const form = forms[operation].get(provider) ?? formOf(provider, among, operation);
  forms[operation].set(provider, form);
  expect(violations.filter((violation) => !isDescribed(violation, form)).map(({ path }) => path)).toEqual([]);
  const { providers, ...own } = options;
  if (own.unsupportedFields === 'OMIT' || !isJson(input)) return;
  expect(form.schema.disagreement({ input, options: { ...own, ...providers } }, violations)).toBeUndefined();
}

function formOf(provider: Provider, among: readonly Provider[], operation: Operation): Form {
  const described = [...describeFields(provider), ...describeOptions(provider)];
  const own = operation === 'UPDATE' ? ['input', 'input.clear'] : ['input'];
  const paths = new Set([...own, ...described.map(({ path }) => path.join('.'))]);
  return { schema: new FormSchema(provider, among, operation), paths };
}

/** Fields that the provider does not keep, or the caller may not set, have none. */
function isDescribed({ code, path }: Violation, { paths }: Form): boolean {
  return code === 'UNSUPPORTED' || path[0] === 'customerId' || paths.has(withoutPositions(path).join('.'));
}

/** Some inputs hold values that no request can, such as NaN. */
function isJson(input: unknown): boolean {
  return (
    JSON.stringify(JSON.parse(JSON.stringify(input))) ===
    JSON.stringify(input, (_key, value) =>
      typeof value === 'number' && !Number.isFinite(value) ? 'not JSON' : value,
    )
  );
}
