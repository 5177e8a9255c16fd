/** When a contact to add counts as one that the customer has already, and what to do then. */

/** What contacts are compared by. */
export type ContactMatch = 'EMAIL' | 'PHONE' | 'EXTERNAL_ID';

/** Absent from requests that add the contact in any case. */
export interface DuplicateRule {
  readonly ifExists: 'REJECT' | 'RETURN_EXISTING' | 'UPDATE_EXISTING';
  readonly matchBy: readonly ContactMatch[];
}
