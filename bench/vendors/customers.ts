/** The customers that get contacts, and ChartMogul's data source. */

export const DATA_SOURCE = 'ds_00000000-0000-4000-8000-000000000000';
/** How many take part by default. */
export const CUSTOMERS = 100;
/** The most that take part in any measurement, at ChartMogul. */
export const MAX_CUSTOMERS = 10_000;

export function chartMogulCustomers(count: number): readonly string[] {
  return byNumber(count, (n) => `cus_00000000-0000-4000-8000-b${n.toString(16).padStart(11, '0')}`);
}

export function chargebeeCustomers(count: number): readonly string[] {
  return byNumber(count, (n) => `cus_${n}`);
}

function byNumber(count: number, idOf: (n: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, n) => idOf(n));
}
