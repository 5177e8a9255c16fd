/** Explains a violation to the form's user: one sentence without a path, a value or a vendor. */
import { catalogEntry } from './fields.js';
import type { Violation } from './violation.js';

export function userMessage(violation: Violation): string {
  if (violation.path[1] === 'clear') return clearMessage(violation);
  const title = titleOf(violation.path);
  switch (violation.code) {
    case 'REQUIRED':
      return violation.path.length === 1 ? 'Fill in at least one field.' : `${title} must not be empty.`;
    case 'UNSUPPORTED':
      return violation.path[0] === 'input'
        ? `${title} cannot be stored for this customer: leave it empty.`
        : `${title} cannot be used here.`;
    case 'TOO_LONG':
      return `${title} can have at most ${characters(violation.maxLength)}.`;
    case 'TOO_SHORT':
      return violation.minLength === 1
        ? `${title} must not be empty.`
        : `${title} must have at least ${characters(violation.minLength)}.`;
    case 'TOO_MANY':
      return isPosition(violation.path.at(-1))
        ? 'No more values of this kind can be stored: remove this one or choose another kind.'
        : `At most ${violation.maxItems} can be stored here: remove the others.`;
    case 'RANGE':
      return `${title} must be ${range(violation)}.`;
    case 'FORMAT':
      return (
        catalogEntry(violation.path)?.invalid ??
        `${title} is not valid: check it for typos and hidden characters.`
      );
    case 'CONFLICT':
      return `Fill in either ${title} or ${violation.conflictsWith.map(titleOf).join(' and ')}.`;
    case 'NOT_ALLOWED':
      return `${title} is not allowed here: leave it empty.`;
    case 'VALUE':
      return catalogEntry(violation.path)?.type === 'BOOLEAN'
        ? `${title} must stay on for this contact.`
        : 'Choose one of the listed values.';
    case 'PROVIDER_RULE':
      return `${title} was not accepted: check it and send the form again.`;
  }
}

/** For a field to clear; its path holds only the position. */
function clearMessage(violation: Violation): string {
  return violation.code === 'CONFLICT'
    ? `Either clear ${violation.conflictsWith.map(titleOf).join(' and ')} or fill it in, not both.`
    : 'This field cannot be cleared.';
}

function titleOf(path: Violation['path']): string {
  return catalogEntry(path)?.title ?? (path[0] === 'customerId' ? 'Customer id' : 'This setting');
}

function isPosition(part: string | undefined): boolean {
  return part !== undefined && /^\d+$/.test(part);
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}

function range({ minimum, maximum }: { minimum: number | null; maximum: number | null }): string {
  if (minimum !== null && maximum !== null) return `between ${minimum} and ${maximum}`;
  return minimum !== null ? `${minimum} or more` : `${maximum} or less`;
}
