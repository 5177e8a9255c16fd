/** Reads of the sandbox's fault customers: each read fault has its code, and write faults have none. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Subgraph } from '../../../src/app.js';
import { providers } from '../../../src/providers/registry.js';
import type { Fault, SandboxVendor } from '../../../src/sandbox/kit/vendor.js';
import { sandboxVendors } from '../../../src/sandbox/registry.js';
import { type Answer, ask } from '../../support/ask.js';
import { startTestSubgraph } from '../../support/subgraph.js';

/** Zuora gets two requests for one list, each answered two seconds late. */
const DEADLINE_MS = 8000;

/** Null: the read succeeds. */
const codes: Readonly<Record<Fault, string | null>> = {
  RATE_LIMITED: 'RATE_LIMITED',
  RATE_LIMITED_WITH_RETRY_AFTER: 'RATE_LIMITED',
  SERVER_ERROR: 'PROVIDER_UNAVAILABLE',
  MAINTENANCE: 'PROVIDER_UNAVAILABLE',
  HANG: 'PROVIDER_UNAVAILABLE',
  HTML_REPLY: 'PROVIDER_UNAVAILABLE',
  TRUNCATED_REPLY: 'PROVIDER_UNAVAILABLE',
  CREDENTIALS_REFUSED: 'PROVIDER_ACCESS',
  PERMISSION_DENIED: 'PROVIDER_ACCESS',
  ERROR_IN_200: 'PROVIDER_REJECTED',
  UNKNOWN_CODE: 'PROVIDER_REJECTED',
  SLOW: null,
  CUT_BEFORE_COMMIT: null,
  CUT_AFTER_COMMIT: null,
  SERVER_ERROR_AFTER_COMMIT: null,
};

interface Read {
  readonly faults: readonly (readonly [customerId: string, fault: Fault])[];
  readonly answer: Answer;
}

let subgraph: Subgraph;
const reads = new Map<string, Read>();
beforeAll(async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0.05);
  const vendors: readonly SandboxVendor[] = await sandboxVendors({});
  subgraph = await startTestSubgraph({ SANDBOX: 'on', PROVIDER_DEADLINE_MS: String(DEADLINE_MS) });
  // Concurrently: one of each vendor takes as long as the deadline.
  await Promise.all(
    providers.map(async ({ id }, index) => {
      const faults = Object.entries(vendors[index]?.faults ?? {});
      const fields = faults.map(
        ([customerId], at) =>
          `a${at}: contacts(provider: ${id}, customerId: "${customerId}") { nodes { externalId } }`,
      );
      reads.set(id, { faults, answer: await ask(subgraph.url, `{ ${fields.join(' ')} }`) });
    }),
  );
});
afterAll(async () => {
  jest.restoreAllMocks();
  await subgraph.stop();
});

test.each(providers.map(({ id }) => id))('%s: every fault affects its own customer only', (id) => {
  const { faults, answer } = reads.get(id) as Read;
  expect(faults.length).toBeGreaterThan(5);
  const found = faults.map(([, fault], at) => {
    const error = answer.errors.find(({ path }) => path?.[0] === `a${at}`);
    return { fault, code: error?.extensions.code ?? null, isNull: answer.data[`a${at}`] === null };
  });
  expect(found).toEqual(
    faults.map(([, fault]) => ({ fault, code: codes[fault], isNull: codes[fault] !== null })),
  );
  const limited = faults.findIndex(([, fault]) => fault === 'RATE_LIMITED_WITH_RETRY_AFTER');
  const error = answer.errors.find(({ path }) => path?.[0] === `a${limited}`);
  if (limited >= 0) expect(error?.extensions.retryAfterSeconds).toBeGreaterThan(0);
});
