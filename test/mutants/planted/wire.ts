/** What goes over the wire, and the limits of it. */
import type { Mutant } from '../mutant.ts';

export const wire: readonly Mutant[] = [
  {
    name: 'wire name: Chargebee last_name',
    file: 'src/providers/chargebee/fields.ts',
    find: "text('last_name'",
    replace: "text('lastname'",
    test: 'test/fixtures/reading.test.ts',
  },
  {
    name: 'wire name: ChartMogul linked_in',
    file: 'src/providers/chartmogul/fields.ts',
    find: "'linked_in'",
    replace: "'linkedin'",
    test: 'test/fixtures/reading.test.ts',
  },
  {
    name: 'wire name: Zuora zipCode',
    file: 'src/providers/zuora/fields.ts',
    find: "text('zipCode'",
    replace: "text('postalCode'",
    test: 'test/fixtures/reading.test.ts',
  },
  {
    name: 'wire name: CRO notify_on_failed_request',
    file: 'src/providers/cro/fields.ts',
    find: "'notify_on_failed_request'",
    replace: "'notify_on_failed_requests'",
    test: 'test/fixtures/reading.test.ts',
  },
  {
    name: 'wire code: RPM type of a fax',
    file: 'src/providers/rpm/fields.ts',
    find: 'FAX: 3',
    replace: 'FAX: 4',
    test: 'test/fixtures/reading.test.ts',
  },
  {
    name: 'default: Chargebee contact not enabled',
    file: 'src/providers/chargebee/fields.ts',
    find: 'default: true',
    replace: 'default: false',
    test: 'test/fixtures/fixtures.test.ts',
  },
  {
    name: 'limit: Chargebee email 71',
    file: 'src/providers/chargebee/fields.ts',
    find: 'max: 70',
    replace: 'max: 71',
    test: 'test/providers/field-tables.test.ts',
  },
  {
    name: 'limit: Zuora country 65',
    file: 'src/providers/zuora/fields.ts',
    find: 'max: 64',
    replace: 'max: 65',
    test: 'test/providers/field-tables.test.ts',
  },
  {
    name: 'limit: CRO addresses unlimited together',
    file: 'src/mapping/joined-rows.ts',
    find: 'checkJoined(value, max',
    replace: 'checkJoined(value, 10 * max',
    test: 'test/providers/cro.test.ts',
  },
  {
    name: 'limit: RPM five phones',
    file: 'src/providers/rpm/fields.ts',
    find: 'capacity: 4',
    replace: 'capacity: 5',
    test: 'test/providers/rpm.test.ts',
  },
];
