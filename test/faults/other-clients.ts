/** Real clients, each of which adds the contact of an operation and reports whether it was added. */

import Chargebee from 'chargebee';
import { Agent, RetryAgent } from 'undici';
import type { ProviderId } from '../../src/model/contact.js';
import { startJsonProcess } from '../support/json-process.js';
import { emailOf } from '../support/keyed-stage.js';
import { type LedgerVendor, ledgerCustomer } from '../support/ledger-vendor.js';
import { inTurn } from './keyed-run.js';

export interface OtherClient {
  readonly name: string;
  readonly provider: ProviderId;
  /** The operations that were reported as added. */
  add(vendor: LedgerVendor, numbers: readonly number[]): Promise<ReadonlySet<number>>;
}

/**
 * Divides chartmogul-node's waits: a tenth of a second is long for an operation here, half a minute is for
 * it.
 */
const SHORTENED_BY = 200;
const LANES_OF_THOSE_THAT_WAIT = 64;

export const OTHER_CLIENTS: readonly OtherClient[] = [
  {
    name: 'undici RetryAgent, POST enabled, waits of 10 to 50 ms',
    provider: 'CHARTMOGUL',
    async add({ environment }, numbers) {
      const agent = new RetryAgent(new Agent(), { methods: ['POST'], minTimeout: 10, maxTimeout: 50 });
      const authorization = `Basic ${Buffer.from(`${environment.CHARTMOGUL_API_KEY}:`).toString('base64')}`;
      const added = await addedOf(numbers, async (number) => {
        const { statusCode, body } = await agent.request({
          origin: new URL(environment.CHARTMOGUL_URL ?? '').origin,
          path: `/v1/customers/${ledgerCustomer('CHARTMOGUL', number)}/contacts`,
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization },
          body: JSON.stringify({
            email: emailOf(number),
            data_source_uuid: environment.CHARTMOGUL_DATA_SOURCE_UUID,
          }),
        });
        await body.dump();
        if (statusCode >= 400) throw new Error(String(statusCode));
      });
      await agent.destroy();
      return added;
    },
  },
  {
    name: `chartmogul-node, its 20 retries, waits divided by ${SHORTENED_BY}`,
    provider: 'CHARTMOGUL',
    async add({ environment }, numbers) {
      const { facts, ended } = startJsonProcess<{ number: number; added: boolean }>(
        'test/support/chartmogul-process.mjs',
        '',
        {
          origin: new URL(environment.CHARTMOGUL_URL ?? '').origin,
          apiKey: environment.CHARTMOGUL_API_KEY,
          dataSource: environment.CHARTMOGUL_DATA_SOURCE_UUID,
          operations: numbers.map((number) => ({
            number,
            customerId: ledgerCustomer('CHARTMOGUL', number),
            email: emailOf(number),
          })),
          lanes: LANES_OF_THOSE_THAT_WAIT,
          shortenedBy: SHORTENED_BY,
        },
      );
      await ended;
      if (facts.length !== numbers.length) throw new Error('The process ended before its work did.');
      return new Set(facts.filter(({ added }) => added).map(({ number }) => number));
    },
  },
  {
    name: 'chargebee as it comes',
    provider: 'CHARGEBEE',
    add: ({ environment }, numbers) => addedOf(numbers, chargebeeAdd(environment, false)),
  },
  {
    name: 'chargebee with 3 retries, waits from 10 ms on',
    provider: 'CHARGEBEE',
    add: ({ environment }, numbers) => addedOf(numbers, chargebeeAdd(environment, true)),
  },
];

/** `add` rejects when it reports a failure. */
async function addedOf(
  numbers: readonly number[],
  add: (number: number) => Promise<unknown>,
): Promise<ReadonlySet<number>> {
  const results = await inTurn(numbers, (number) =>
    add(number).then(
      () => true,
      () => false,
    ),
  );
  return new Set(numbers.filter((_, index) => results[index]));
}

function chargebeeAdd(environment: Readonly<Record<string, string>>, retries: boolean) {
  const chargebee = new Chargebee({
    site: '127.0.0.1',
    apiKey: environment.CHARGEBEE_API_KEY ?? '',
    protocol: 'http',
    hostSuffix: '',
    port: Number(new URL(environment.CHARGEBEE_URL ?? '').port),
    ...(retries && {
      retryConfig: { enabled: true, maxRetries: 3, delayMs: 10, retryOn: [500, 502, 503, 504] },
    }),
  });
  return (number: number): Promise<unknown> =>
    chargebee.customer.addContact(ledgerCustomer('CHARGEBEE', number), {
      contact: { email: emailOf(number) },
    });
}
