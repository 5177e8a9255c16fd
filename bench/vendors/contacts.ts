/** Preset contacts for reads of references: ten customers with ten each. */
import type { JsonVendor } from '../../src/sandbox/kit/json-vendor.ts';

const CUSTOMERS = 10;
export const CONTACTS_EACH = 10;

interface Filling {
  readonly customer: (n: number) => string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** By vendor key. No other measurement adds to these customers. */
const FILLINGS: Readonly<Record<string, Filling>> = {
  chartmogul: {
    customer: (n) => `cus_00000000-0000-4000-8000-c0000000000${n}`,
    values: {
      first_name: 'Ada',
      last_name: 'Lovelace',
      title: 'Analyst',
      email: 'ada@example.com',
      phone: '+44 20 7946 0000',
      notes: 'Asks for the bill in writing.',
      position: 1,
    },
  },
  zuora: {
    customer: (n) => `${n}`.padStart(32, 'a'),
    values: {
      firstName: 'Ada',
      lastName: 'Lovelace',
      workEmail: 'ada@example.com',
      workPhone: '+44 20 7946 0000',
      contactDescription: 'Asks for the bill in writing.',
      Level__c: 'Gold',
    },
  },
};

/** Adds a vendor's preset contacts; returns their ids, each with its customer's. */
export function fill(vendor: JsonVendor): readonly string[] {
  const { [vendor.key]: filling } = FILLINGS;
  if (!filling) return [];
  return Array.from({ length: CUSTOMERS }, (_, n) => filling.customer(n)).flatMap((customer) => {
    vendor.openCustomer(customer);
    return Array.from({ length: CONTACTS_EACH }, () => `${customer}:${vendor.put(customer, filling.values)}`);
  });
}
