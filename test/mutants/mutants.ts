/** All planted mistakes. */
import type { Mutant } from './mutant.ts';
import { accounts } from './planted/accounts.ts';
import { callers } from './planted/callers.ts';
import { changes } from './planted/changes.ts';
import { existing } from './planted/existing.ts';
import { frontend } from './planted/frontend.ts';
import { keys } from './planted/keys.ts';
import { outcomes } from './planted/outcomes.ts';
import { serving } from './planted/serving.ts';
import { store } from './planted/store.ts';
import { vendorCalls } from './planted/vendor-calls.ts';
import { wire } from './planted/wire.ts';

export const mutants: readonly Mutant[] = [
  ...wire,
  ...outcomes,
  ...vendorCalls,
  ...accounts,
  ...keys,
  ...changes,
  ...existing,
  ...store,
  ...callers,
  ...serving,
  ...frontend,
];
