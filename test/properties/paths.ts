/** Whether violations, each as code and path, concern the arguments of a request and are in order. */
import { INPUT_ORDER } from './documented.js';
import type { Request } from './reference.js';

const OPTIONS_ORDER: Readonly<Record<string, readonly string[]>> = {
  '': ['chargebee', 'chartmogul', 'cro', 'zuora'],
  chargebee: [
    'businessEntityId',
    'disableWebhooks',
    'disableEmails',
    'disableEventActions',
    'originDevice',
    'originIp',
    'originUser',
  ],
  zuora: ['accountNumber', 'entityId', 'orgIds', 'trackId'],
};

/** A missing required value only needs the place where it would stand. */
export function isInArguments(violation: string, { customerId, input, options }: Request): boolean {
  const [code, path = ''] = violation.split(' ');
  const segments = path.split('.');
  let value: unknown = { customerId, input, options };
  for (const [index, segment] of segments.entries()) {
    if (typeof value !== 'object' || value === null) return false;
    if (!Object.hasOwn(value, segment)) return code === 'REQUIRED' && index === segments.length - 1;
    value = (value as Readonly<Record<string, unknown>>)[segment];
  }
  return true;
}

/** A list before its items, an item before its parts. */
export function isInOrder(violations: readonly string[]): boolean {
  const ranks = violations.map((violation) => rank(violation.split(' ')[1] ?? ''));
  return ranks.every((own, index) => index === 0 || compare(ranks[index - 1] ?? [], own) <= 0);
}

const PARTS = ['address', 'number', 'name', 'kind', 'value'];

function rank(path: string): number[] {
  const [argument = '', ...rest] = path.split('.');
  const first = ['customerId', 'input', 'options'].indexOf(argument);
  if (argument === 'input') {
    const head = INPUT_ORDER.findIndex(
      (field) => path === `input.${field}` || path.startsWith(`input.${field}.`),
    );
    const below = path.slice(`input.${INPUT_ORDER[head]}.`.length).split('.');
    return [first, head, ...below.filter((part) => part !== '').map((part) => position(part, PARTS))];
  }
  const [key = '', name, ...more] = rest;
  const ofKey = rest.length === 0 ? [] : [OPTIONS_ORDER['']?.indexOf(key) ?? -1];
  const ofName = name === undefined ? [] : [OPTIONS_ORDER[key]?.indexOf(name) ?? 0];
  return [first, ...ofKey, ...ofName, ...more.map(Number)];
}

function position(part: string, names: readonly string[]): number {
  return /^\d+$/.test(part) ? Number(part) : names.indexOf(part);
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (let index = 0; index < Math.min(one.length, other.length); index += 1) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
