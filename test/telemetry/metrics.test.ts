/** `GET /metrics`, of a subgraph with the sandbox behind it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Subgraph } from '../../src/app.js';
import { ask } from '../support/ask.js';
import { type Samples, scrape } from '../support/scrape.js';
import { startTestSubgraph } from '../support/subgraph.js';

const KEY = 'a-key-of-sixteen-characters-0';

function add(customerId: string, options = '') {
  return `mutation { addContact(provider: CHARTMOGUL, customerId: "${customerId}",
    input: { firstName: "Marakesh", emails: [{ address: "marakesh@example.com" }] } ${options}) { __typename } }`;
}

const CUSTOMER = 'cus_00000000-0000-4000-8000-000000000001';
const LIMITED = 'cus_fa017000-0000-4000-8000-000009000429';
const REJECTED = 'cus_fa017000-0000-4000-8000-000009000401';

describe('with METRICS=prometheus', () => {
  let subgraph: Subgraph;
  let samples: Samples;

  beforeAll(async () => {
    subgraph = await startTestSubgraph({ METRICS: 'prometheus', STORE_URL: 'memory:' });
    await ask(subgraph.url, add(CUSTOMER, `, options: { idempotencyKey: "${KEY}" }`));
    await ask(subgraph.url, add(LIMITED));
    await ask(subgraph.url, add(REJECTED));
    samples = await scrape(subgraph.url);
  });
  afterAll(() => subgraph.stop());

  it('serves a text with a HELP and TYPE for each metric', async () => {
    const response = await fetch(new URL('/metrics', subgraph.url));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await response.text();
    expect(text).toMatch(/^target_info\{.*service_name="contacts-subgraph".*\} 1$/m);
    expect(text).toContain('# TYPE contacts_vendor_call_duration_seconds histogram');
  });

  it('counts calls to vendors by account, operation and status', () => {
    const call = { provider: 'CHARTMOGUL', account: 'default', operation: 'addContact' };
    const count = (status: string) =>
      samples.sum('contacts_vendor_call_duration_seconds_count', {
        ...call,
        http_response_status_code: status,
      });
    expect([count('201'), count('429'), count('401')]).toEqual([1, 1, 1]);
  });

  it('counts the outcomes of unsuccessful calls, with the cause', () => {
    const errors = (reason: string) =>
      samples.sum('contacts_vendor_errors_total', { provider: 'CHARTMOGUL', reason });
    expect(errors('HTTP_429')).toBe(1);
    expect(errors('CREDENTIALS_REJECTED')).toBe(1);
    expect(
      samples.sum('contacts_vendor_errors_total', { error_type: 'ContactProviderRateLimitedError' }),
    ).toBe(1);
  });

  it('starts the counters of alerts at zero, so that the first error is a change', () => {
    expect(
      samples.of('contacts_vendor_errors_total', { provider: 'RPM', reason: 'CREDENTIALS_REJECTED' }),
    ).toEqual([0]);
    expect(samples.of('contacts_vendor_errors_total', { provider: 'RPM', reason: 'QUEUE_FULL' })).toEqual([
      0,
    ]);
    expect(samples.of('contacts_store_errors_total')).toEqual([0]);
    expect(samples.of('contacts_sweep_rounds_total', { result: 'failed' })).toEqual([0]);
  });

  it('shows the admission state of each account', () => {
    const zuora = { provider: 'ZUORA', account: 'default' };
    expect(samples.of('contacts_vendor_slots', zuora)).toEqual([expect.any(Number)]);
    expect(samples.of('contacts_vendor_queue_limit', zuora)).toEqual([
      2 * (samples.of('contacts_vendor_slots', zuora)[0] ?? 0),
    ]);
    for (const name of ['calls_in_flight', 'queue_waiting', 'breaker_state', 'pause_remaining_seconds']) {
      expect(samples.of(`contacts_vendor_${name}`, zuora)).toEqual([0]);
    }
  });

  it('shows the latency of the store, and the states that attempts took', () => {
    expect(samples.sum('contacts_store_operation_duration_seconds_count', { operation: 'claim' })).toBe(1);
    expect(samples.sum('contacts_store_operation_duration_seconds_count', { operation: 'change' })).toBe(2);
    for (const state of ['PENDING', 'SENDING', 'SUCCEEDED']) {
      expect(samples.sum('contacts_attempt_changes_total', { state })).toBe(1);
    }
  });

  it('shows the unsettled attempts, and that the store answers', () => {
    for (const state of ['PENDING', 'SENDING', 'UNKNOWN']) {
      expect(samples.of('contacts_attempts', { state })).toEqual([0]);
    }
    expect(samples.of('contacts_attempts_oldest_unknown_age_seconds')).toEqual([0]);
    expect(samples.of('contacts_store_reachable')).toEqual([1]);
  });

  it('contains no value of a request', async () => {
    const text = await (await fetch(new URL('/metrics', subgraph.url))).text();
    for (const value of ['Marakesh', 'marakesh', KEY, CUSTOMER, LIMITED]) expect(text).not.toContain(value);
  });
});

it('does not exist unless configured', async () => {
  const subgraph = await startTestSubgraph();
  const response = await fetch(new URL('/metrics', subgraph.url));
  expect(response.status).toBe(404);
  await subgraph.stop();
});
