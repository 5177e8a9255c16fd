/**
 * For comparison: what the vendors' own clients and a retrying HTTP client make of the same faults. Nothing is expected of
 * them; the table is the result. `BASELINE_OPERATIONS` for each.
 */
import { randomInt } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import Chargebee from 'chargebee';
import ChartMogul from 'chartmogul-node';
import { Agent, RetryAgent } from 'undici';
import { emailOf } from '../../support/keyed-stage.js';
import { type LedgerVendor, ledgerCustomer, startLedgerVendor } from '../../support/ledger-vendor.js';
import { duplicatesOf, inTurn, playFaults } from '../keyed-run.js';

const SEED = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31));
const OPERATIONS = Number(process.env.BASELINE_OPERATIONS ?? 500);
const PATIENT_MS = 120_000 + OPERATIONS * 600;

/** Adds the contact of an operation; rejects when it says that it failed. */
type Add = (number: number) => Promise<unknown>;

const clients: readonly { name: string; connect(vendor: LedgerVendor): Add }[] = [
  {
    name: 'undici RetryAgent with POST, at ChartMogul',
    connect({ environment }) {
      const agent = new RetryAgent(new Agent(), {
        methods: ['POST'],
        minTimeout: 10,
        maxTimeout: 50,
      });
      return async (number) => {
        const { statusCode, body } = await agent.request({
          origin: new URL(environment.CHARTMOGUL_URL ?? '').origin,
          path: `/v1/customers/${ledgerCustomer('CHARTMOGUL', number)}/contacts`,
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email: emailOf(number) }),
        });
        await body.dump();
        if (statusCode >= 400) throw new Error(String(statusCode));
      };
    },
  },
  {
    name: 'chartmogul-node, with 3 retries in place of 20',
    connect({ environment }) {
      const config = new ChartMogul.Config('key', new URL(environment.CHARTMOGUL_URL ?? '').origin);
      // They become longer and longer: twenty of them would take hours.
      config.retries = 3;
      return (number) =>
        ChartMogul.Customer.createContact(config, ledgerCustomer('CHARTMOGUL', number), {
          email: emailOf(number),
        });
    },
  },
  {
    name: 'chargebee, as it comes',
    connect: ({ environment }) => chargebeeAdd(environment, false),
  },
  {
    name: 'chargebee, with retries',
    connect: ({ environment }) => chargebeeAdd(environment, true),
  },
];

function chargebeeAdd(environment: Readonly<Record<string, string>>, retries: boolean): Add {
  const chargebee = new Chargebee({
    site: '127.0.0.1',
    apiKey: 'key',
    protocol: 'http',
    hostSuffix: '',
    port: Number(new URL(environment.CHARGEBEE_URL ?? '').port),
    ...(retries && {
      retryConfig: { enabled: true, maxRetries: 3, delayMs: 10, retryOn: [500, 502, 503, 504] },
    }),
  });
  return (number) =>
    chargebee.customer.addContact(ledgerCustomer('CHARGEBEE', number), {
      contact: { email: emailOf(number) },
    });
}

describe(`other clients under the same faults, seed ${SEED}`, () => {
  const rows: object[] = [];
  afterAll(() => console.table(rows));

  it.each(clients)(
    '$name',
    async ({ name, connect }) => {
      const vendor = await startLedgerVendor();
      playFaults(vendor, SEED);
      const add = connect(vendor);
      const numbers = Array.from({ length: OPERATIONS }, (_, index) => index + 1);
      const results = await inTurn(numbers, (number) =>
        add(number).then(
          () => true,
          () => false,
        ),
      );
      await vendor.close();
      const commits = (index: number) => vendor.commits(emailOf(index + 1));
      rows.push({
        client: name,
        operations: OPERATIONS,
        doubled: numbers.filter((number) => vendor.commits(emailOf(number)) > 1).length,
        duplicates: duplicatesOf(vendor, numbers),
        errors: results.filter((isAdded) => !isAdded).length,
        errorsThatWereAdded: results.filter((isAdded, index) => !isAdded && commits(index) > 0).length,
      });
      expect(results).toHaveLength(OPERATIONS);
    },
    PATIENT_MS,
  );
});
