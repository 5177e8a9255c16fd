/** The selection below a field, as far as reads depend on it. */
import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** Fields that some providers' lists omit. */
const WHOLE_RECORD_FIELDS: ReadonlySet<string> = new Set(['customFields', 'providerRecord']);

/** Whether custom fields or the provider's own record are selected anywhere below the field. */
export function needsWholeRecord({ fieldNodes, fragments }: GraphQLResolveInfo): boolean {
  const pending = fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const seen = new Set<string>();
  for (let set: SelectionSetNode | undefined = pending.pop(); set; set = pending.pop()) {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        const fragment = fragments[name];
        if (fragment && !seen.has(name)) pending.push(fragment.selectionSet);
        seen.add(name);
        continue;
      }
      if (selection.kind === Kind.FIELD && WHOLE_RECORD_FIELDS.has(selection.name.value)) return true;
      if (selection.selectionSet) pending.push(selection.selectionSet);
    }
  }
  return false;
}
