import type { JsonObject, Path } from '../model/contact.js';
import type { FieldFate } from '../model/outcome.js';
import type { Decision, MappedProvider } from './decisions.js';
import { fatesOf, pathOf } from './folds.js';

/** The decisions about one request, as those read them who send it. */
export interface Plan {
  fates(record?: JsonObject): FieldFate[];
  pathOf(wire: string): Path | undefined;
}

export function planOf(decisions: readonly Decision[], provider: MappedProvider): Plan {
  return {
    fates: (record) => fatesOf(decisions, provider, record),
    pathOf: (wire) => pathOf(decisions, wire),
  };
}
