/**
 * The explorer's example for each provider: an operation that selects the supported fields, and its
 * variables.
 */
import type { ContactInput } from '../model/contact.js';
import { UNIFIED_FIELDS, type UnifiedField } from '../model/fields.js';
import type { Provider } from '../providers/driver.js';
import type { Described } from './fact-pages.js';

/** File numbers from here on belong to vendors, in registry order. */
const FIRST_NUMBER = 10;
const WIDTH = 64;
const COMMENT_WIDTH = 96;
/** Vendor-specific fields are inserted after this part. */
const LAST_OF_ALL = '        name\n';

/** Path to text. The template is an operation with the fields that every contact has. */
export function vendorExamples(described: Described, template: string): Record<string, string> {
  return Object.fromEntries(
    described.flatMap(([provider, { example, sandbox }], index) => {
      const path = `examples/operations/${FIRST_NUMBER + index}-${provider.id.toLowerCase()}`;
      const { input, options } = example;
      const [[customerId] = ['']] = sandbox.customers;
      const variables = { customerId, provider: provider.id, input, ...(options && { options }) };
      const head = [`One per vendor: ${provider.name}`, ...wrapped(example.about, COMMENT_WIDTH)];
      const lines = selection(provider, input).map((line) => `        ${line}\n`);
      const operation = template
        .replace('AddVendorContact', `Add${titled(provider.name)}Contact`)
        .replace(LAST_OF_ALL, `${LAST_OF_ALL}${lines.join('')}`);
      return [
        [`${path}.graphql`, `${head.map((line) => `# ${line}\n`).join('')}${operation}`],
        [`${path}.json`, `${json(variables, '', WIDTH)}\n`],
      ];
    }),
  );
}

/** The first word of a vendor's name, as part of a GraphQL name. */
function titled(name: string): string {
  const [word = ''] = name.split(' ');
  return word === word.toUpperCase() ? word.slice(0, 1) + word.slice(1).toLowerCase() : word;
}

/** The contact fields that the input sets. */
function selection({ fields }: Provider, input: ContactInput): string[] {
  const given = new Map<string, unknown>(Object.entries(input).filter(([name]) => name !== 'name'));
  const heads = [...new Set(UNIFIED_FIELDS.map((field) => field.split('.')[0] ?? ''))];
  return heads
    .filter((head) => given.has(head))
    .flatMap((head) => {
      const value = given.get(head);
      const leaves = fields[head as UnifiedField]?.fields ?? [];
      const parts = isParts(value) ? Object.keys(value) : leaves.map(({ part }) => part);
      const below = [...new Set(parts)].filter((part) => part !== '');
      return below.length === 0 ? [head] : [`${head} {`, ...below.map((part) => `  ${part}`), '}'];
    });
}

function isParts(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** JSON on one line if it fits, like the project's formatter. `room`: the columns left on the line. */
function json(value: unknown, indent: string, room: number): string {
  const line = inline(value);
  const isWhole = indent === '' && typeof value === 'object';
  if (typeof value !== 'object' || value === null || (!isWhole && line.length <= room)) return line;
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const items = Object.entries(value).map(([name, item]) => {
    const key = isList ? '' : `${JSON.stringify(name)}: `;
    // Reserves a column for the comma.
    return `${inner}${key}${json(item, inner, WIDTH - inner.length - key.length - 1)}`;
  });
  const [open, close] = isList ? '[]' : '{}';
  return `${open}\n${items.join(',\n')}\n${indent}${close}`;
}

function inline(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  const members = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${inline(item)}`);
  return `{ ${members.join(', ')} }`;
}
