/** Updates and removals. */
import type { Mutant } from '../mutant.ts';

export const changes: readonly Mutant[] = [
  {
    name: 'change: an unknown one is not applied before the grace is over',
    file: 'src/idempotency/reconcile-change.ts',
    find: 'if (msSinceLastSend < graceMs || emptyChecks === 0) {',
    replace: 'if (emptyChecks === 0) {',
    test: 'test/idempotency/reconcile-change.test.ts',
  },
  {
    name: 'change: a contact that somebody else changed counts as it was',
    file: 'src/idempotency/reconcile-change.ts',
    find: "return isDisturbed ? { kind: 'lost', record: next } : { kind: 'not-applied' };",
    replace: "return { kind: 'not-applied' };",
    test: 'test/idempotency/reconcile-change.test.ts',
  },
  {
    name: 'change: repeated under the key of the vendor over what somebody else wrote',
    file: 'src/idempotency/find-change.ts',
    find: '!decision.isUnchanged ||',
    replace: '',
    test: 'test/idempotency/keyed-change.property.test.ts',
  },
  {
    name: 'change: flags of Chargebee left out',
    file: 'src/providers/chargebee/index.ts',
    find: "['enabled', 'notifications']",
    replace: '[]',
    test: 'test/fixtures/changing.test.ts',
  },
  {
    name: 'change: slots of a list that get no item stay',
    file: 'src/mapping/decide-update.ts',
    find: 'return replaced(decisions, row);',
    replace: 'return decisions;',
    test: 'test/properties/ledger.property.test.ts',
  },
  {
    name: 'change: texts of RPM left out',
    file: 'src/mapping/field-table.ts',
    find: 'Object.fromEntries(wires.map(entryOf(present)))',
    replace: '({})',
    test: 'test/fixtures/changing.test.ts',
  },
  {
    name: 'change: RPM guesses the place of a number',
    file: 'src/mapping/entry-rows.ts',
    find: 'if (items <= maxItems)',
    replace: 'if (items <= 99)',
    test: 'test/properties/ledger.property.test.ts',
  },
  {
    name: 'change: an empty text is left to the call of Zuora that clears',
    file: 'src/providers/zuora/index.ts',
    find: 'clearsEmptyTexts: true,',
    replace: '',
    test: 'test/properties/ledger.property.test.ts',
  },
  {
    name: 'change: the older limits of Zuora are forgotten',
    file: 'src/providers/zuora/index.ts',
    find: '{ country: 32, mobilePhone: 40 }',
    replace: '{}',
    test: 'test/properties/ledger.property.test.ts',
  },
  {
    name: 'change: all custom fields of ChartMogul are cleared by one that was there',
    file: 'src/mapping/custom-field-rows.ts',
    find: 'Object.keys(map(present) ?? {}).map',
    replace: 'Object.keys(map(present) ?? {}).slice(0, 1).map',
    test: 'test/properties/ledger.property.test.ts',
  },
];
