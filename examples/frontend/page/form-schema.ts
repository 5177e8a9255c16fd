/**
 * The form's copy of the provider's JSON Schema, and how its fields are rendered. Everything is derived from
 * data.
 */
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { ContactFormQuery } from '../generated/operations.js';
import { CLEAR } from './changes.js';

export type FormInfo = NonNullable<ContactFormQuery['contactProvider']>;
export type Capability = FormInfo['fields'][number];

/** Set by the code, not by the user. */
const OWN_OPTIONS = ['idempotencyKey'];
/** Keywords to render. The preview reports rules, so that the user reads only one text for each. */
const DRAWN = [
  'title',
  'description',
  'type',
  'default',
  'examples',
  'oneOf',
  'minItems',
  'maxItems',
  'minLength',
  'required',
];

export function drawnSchema(jsonSchema: unknown): RJSFSchema {
  const { properties = {}, ...rest } = drawn(jsonSchema as RJSFSchema);
  const { input, options } = properties as Record<string, RJSFSchema>;
  // The form has its own heading.
  const { title: _, ...root } = rest;
  const own = without(options, OWN_OPTIONS);
  const isEmpty = Object.keys(own.properties ?? {}).length === 0;
  return { ...root, properties: { input: without(input, [CLEAR]), ...(!isEmpty && { options: own }) } };
}

function without({ properties = {}, ...schema }: RJSFSchema = {}, names: readonly string[]): RJSFSchema {
  const kept = Object.entries(properties).filter(([name]) => !names.includes(name));
  return { ...schema, properties: Object.fromEntries(kept) };
}

/** The schema of `input`; undefined if the whole schema is `false`. */
export function inputSchema(jsonSchema: unknown): RJSFSchema | undefined {
  const { properties } = jsonSchema === false ? {} : (jsonSchema as RJSFSchema);
  return properties?.input as RJSFSchema | undefined;
}

function drawn(schema: RJSFSchema): RJSFSchema {
  const kept = Object.entries(schema).filter(([keyword]) => DRAWN.includes(keyword));
  const { properties, items } = schema;
  const copy: RJSFSchema = Object.fromEntries(kept);
  if (properties) {
    copy.properties = Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => [name, drawn(inner as RJSFSchema)]),
    );
  }
  if (isSchema(items)) {
    copy.items = drawn(items);
    // The form library renders checkboxes for a list of unique choices.
    if (items.oneOf) copy.uniqueItems = true;
  }
  return copy;
}

function isSchema(items: RJSFSchema['items']): items is RJSFSchema {
  return typeof items === 'object' && !Array.isArray(items);
}

const INPUTS: Readonly<Partial<Record<Capability['type'], Record<string, unknown>>>> = {
  LONG_TEXT: { 'ui:widget': 'textarea' },
  EMAIL: { 'ui:options': { inputMode: 'email' } },
  PHONE: { 'ui:options': { inputMode: 'tel' } },
  URL: { 'ui:options': { inputMode: 'url' } },
  INTEGER: { 'ui:options': { inputMode: 'numeric' } },
  CHOICES: { 'ui:widget': 'checkboxes' },
  CUSTOM_VALUE: { 'ui:widget': 'customValue' },
};

export function uiSchema({ fields, options }: FormInfo): UiSchema {
  const ui: UiSchema = {};
  const lists = fields.filter(({ type }) => type === 'LIST').map(({ path }) => path.join('.'));
  for (const { path, type } of [...fields, ...options]) {
    const input = INPUTS[type];
    // A list's parts are those of its items.
    const steps = path.flatMap((part, index) =>
      index > 0 && lists.includes(path.slice(0, index).join('.')) ? ['items', part] : [part],
    );
    if (input) place(ui, steps, input);
  }
  return ui;
}

function place(ui: UiSchema, [head, ...rest]: readonly string[], input: Record<string, unknown>): void {
  if (head === undefined) {
    Object.assign(ui, input);
    return;
  }
  const inner: UiSchema = ui[head] ?? {};
  ui[head] = inner;
  place(inner, rest, input);
}

/** The capability at a path with list positions. */
export function capabilityAt(info: FormInfo, path: readonly (string | number)[]): Capability | undefined {
  const plain = path.filter((part) => !/^\d+$/.test(String(part))).join('.');
  return [...info.fields, ...info.options].find((capability) => capability.path.join('.') === plain);
}

/** An example input: the example of each field that conflicts with no other. */
export function exampleInput({ fields, jsonSchema }: FormInfo): unknown {
  const filled = new Set<string>();
  const input: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(inputSchema(jsonSchema)?.properties ?? {})) {
    const own = fields.find(({ path }) => path[1] === name);
    const isExcluded = own?.excludes.some((path) => filled.has(path[1] ?? ''));
    if (isExcluded || own?.group === 'ADVANCED') continue;
    filled.add(name);
    input[name] = exampleOf(inner as RJSFSchema);
  }
  return input;
}

function exampleOf({ examples, properties }: RJSFSchema): unknown {
  if (Array.isArray(examples)) return examples[0];
  const parts = Object.entries(properties ?? {});
  return Object.fromEntries(parts.map(([name, inner]) => [name, exampleOf(inner as RJSFSchema)]));
}
