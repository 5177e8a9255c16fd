/**
 * The form library asks for a validator. The subgraph's preview checks every rule with its own words, so this
 * one finds nothing. It compiles no code either, which the page's Content-Security-Policy forbids.
 */
import type { ValidatorType } from '@rjsf/utils';

export const validator: ValidatorType = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  isValid: () => true,
  rawValidation: () => ({ errors: [] }),
};
