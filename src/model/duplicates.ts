/** When a contact to add duplicates an existing one, and what to do then. */

/** What to compare contacts by. */
export type ContactMatch = 'EMAIL' | 'PHONE' | 'EXTERNAL_ID';

/** Absent if the contact is to be added regardless. */
export interface DuplicateRule {
  readonly ifExists: 'REJECT' | 'RETURN_EXISTING' | 'UPDATE_EXISTING';
  readonly matchBy: readonly ContactMatch[];
}
