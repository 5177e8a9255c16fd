/** What the answer to a write must hold. */
import type { ContactInput } from '../../src/model/contact.js';
import { UNIFIED_FIELDS, type UnifiedField } from '../../src/model/fields.js';
import type { Provider } from '../../src/providers/driver.js';
import { fieldOf } from './inputs.js';

/**
 * The values a contact must hold after the input was added. A provider with one name joins the parts, and one
 * with parts has a display name; the primary flag comes back where it was accepted.
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
