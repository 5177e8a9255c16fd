/** ChartMogul customers, as far as contacts need them. */
import { FAULTS, WRITE_REJECTIONS } from './faults.js';
import type { Clock, Row } from './page.js';

/** The sandbox's data source, unless the configuration names another. */
export const DATA_SOURCE = 'ds_00000000-0000-4000-8000-000000000001';
const OTHER_DATA_SOURCE = 'ds_00000000-0000-4000-8000-000000000002';

export interface Customer extends Row {
  readonly id: number;
  readonly externalId: string;
  /** Several, if customers of several data sources were merged. */
  readonly dataSources: readonly [string, ...string[]];
}

/** The preset customers. */
export function knownCustomers(dataSource: string, now: Clock): Customer[] {
  const seeds: [uuid: string, externalId: string, dataSources: Customer['dataSources']][] = [
    ['cus_00000000-0000-4000-8000-000000000001', 'acme', [dataSource]],
    ['cus_00000000-0000-4000-8000-000000000002', 'globex', [OTHER_DATA_SOURCE, dataSource]],
    ['cus_00000000-0000-4000-8000-000000000003', 'initech', [OTHER_DATA_SOURCE]],
    ...[...Object.keys(FAULTS), ...Object.keys(WRITE_REJECTIONS)].map((uuid): (typeof seeds)[number] => [
      uuid,
      `fault_${uuid.slice(-12)}`,
      [dataSource],
    ]),
  ];
  return seeds.map(([uuid, externalId, dataSources], index) => ({
    ...now('cus_'),
    uuid,
    id: 1001 + index,
    externalId,
    dataSources,
  }));
}

/** A customer as it appears in an answer, with the recorded keys. */
export function customerRecord(customer: Customer): Readonly<Record<string, unknown>> {
  return {
    id: customer.id,
    uuid: customer.uuid,
    external_id: customer.externalId,
    name: customer.externalId,
    email: '',
    status: 'New Lead',
    'customer-since': null,
    attributes: { custom: {}, clearbit: {}, stripe: {}, tags: [] },
    data_source_uuid: customer.dataSources[0],
    data_source_uuids: customer.dataSources,
    external_ids: [customer.externalId],
    company: '',
    country: null,
    state: null,
    city: '',
    zip: null,
    lead_created_at: null,
    free_trial_started_at: null,
    address: { country: null, state: null, city: '', address_zip: null },
    mrr: 0,
    arr: 0,
    'billing-system-url': null,
    'chartmogul-url': `https://app.chartmogul.com/#/customers/${customer.id}`,
    'billing-system-type': 'Import API',
    currency: 'USD',
    'currency-sign': '$',
    owner: null,
  };
}
