/** The path of a request. Ids are checked long before; this is the last check. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Exchange } from '../../src/accounts/exchange.js';
import { Env } from '../../src/config/env.js';
import { done } from '../../src/model/outcome.js';
import { chartmogul } from '../../src/providers/chartmogul/index.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import { type RecordingVendor, startRecordingVendor } from '../support/recording-vendor.js';

let vendor: RecordingVendor;
let exchange: Exchange;

beforeAll(async () => {
  vendor = await startRecordingVendor();
  const settings = chartmogul.configure(new Env(fixtureEnvironment(vendor.origin)));
  if (!settings) throw new Error('ChartMogul is not configured.');
  exchange = new Exchange(chartmogul, settings);
});
afterAll(async () => {
  await exchange.destroy();
  await vendor.close();
});

function read(...segments: string[]) {
  const call = { operation: 'test', requestId: 'test', kind: 'read' } as const;
  return exchange.send(call, { method: 'GET', segments }, new Deadline(2000), done);
}

it.each(['', '.', '..'])('a path has no segment %j, which a URL would fold away', async (segment) => {
  await expect(read('customers', segment, 'contacts')).rejects.toThrow('would not arrive as it was built');
  expect(vendor.requests).toEqual([]);
});

it.each([
  ['a/b', 'a%2Fb'],
  ['%2e%2e', '%252e%252e'],
  ['..%2F', '..%252F'],
  ['a?b#c', 'a%3Fb%23c'],
  ['a\\b', 'a%5Cb'],
  ['...', '...'],
])('%j stays one segment', async (segment, encoded) => {
  vendor.requests.length = 0;
  await read('customers', segment, 'contacts');
  expect(vendor.requests.map(({ path }) => path)).toEqual([`/v1/customers/${encoded}/contacts`]);
});
