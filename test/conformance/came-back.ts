/** What the answer to a write has to hold. */
import type { ContactInput } from '../../src/model/contact.js';
import { UNIFIED_FIELDS, type UnifiedField } from '../../src/model/fields.js';
import type { Provider } from '../../src/providers/driver.js';
import { fieldOf } from './inputs.js';

/**
 * What the contact has to hold after the input was added. A provider that keeps one name has the parts
 * joined, and one that keeps the parts has a name for display; the primary mark comes back where it was
 * accepted.
 */
export function whatCameBack(provider: Provider, input: ContactInput): (readonly [UnifiedField, unknown])[] {
  const joined = [input.firstName, input.lastName].filter((part) => typeof part === 'string').join(' ');
  return UNIFIED_FIELDS.flatMap((field): (readonly [UnifiedField, unknown])[] => {
    const value = fieldOf(input, field);
    if (value === undefined || !provider.fields[field]) return [];
    const isPart = field === 'firstName' || field === 'lastName';
    if (isPart && provider.fields.name)
      return [
        ['name', joined],
        [field, null],
      ];
    return [[field, value]];
  });
}
