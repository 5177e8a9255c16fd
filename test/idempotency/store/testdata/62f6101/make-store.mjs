/**
 * Makes the stores of this folder with commit 62f6101: node make-store.mjs <folder of the built commit> <STORE_URL> <requests.json>
 * It runs that commit's sandbox and subgraph as processes, and kills the subgraph while requests are on their way.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

const [commit, storeUrl, requestsFile] = process.argv.slice(2);
const SUBGRAPH_PORT = 4191;

const customers = {
  CHARGEBEE: { SUCCEEDED: 'cus_acme', REJECTED: 'fault_invalid_state', NOT_APPLIED: 'fault_permission_denied', UNKNOWN: 'fault_cut_before_commit', SENDING: 'fault_hang' },
  CHARTMOGUL: { SUCCEEDED: 'cus_00000000-0000-4000-8000-000000000001', REJECTED: 'cus_fa017000-0000-4000-8000-000000000402', NOT_APPLIED: 'cus_fa017000-0000-4000-8000-000000000403', UNKNOWN: 'cus_fa017000-0000-4000-8000-0000000000cb', SENDING: 'cus_fa017000-0000-4000-8000-000000002000' },
  CRO: { SUCCEEDED: '1001', REJECTED: '9000409', NOT_APPLIED: '9000403', UNKNOWN: '9000001', SENDING: '9000003' },
  RPM: { SUCCEEDED: '2001', REJECTED: '9000422', NOT_APPLIED: '9000403', UNKNOWN: '9000001', SENDING: '9000003' },
  ZUORA: { SUCCEEDED: 'A00000002', REJECTED: 'FAULT-ERROR-IN-200', NOT_APPLIED: 'FAULT-PERMISSION-DENIED', UNKNOWN: 'FAULT-CUT-BEFORE-COMMIT', SENDING: 'FAULT-SLOW' },
};

const requests = Object.entries(customers).flatMap(([provider, states]) =>
  Object.entries(states).map(([state, customerId]) => ({
    provider, state, customerId,
    key: `key-of-62f6101-${provider}-${state}`.toLowerCase().replace('_', '-'),
    input: { firstName: 'Mara', lastName: `Lindqvist ${state}`, emails: [{ address: `mara.${state.toLowerCase().replace('_', '-')}@example.com` }] },
  })),
);

const sandbox = spawn(process.execPath, ['dist/sandbox/main.js'], { cwd: commit, env: { ...process.env, SANDBOX_PORT: '4100' }, stdio: ['ignore', 'pipe', 'inherit'] });
const [line] = await once(createInterface({ input: sandbox.stdout }), 'line');
const urls = JSON.parse(line);
const environment = {
  CHARGEBEE_SITE: 'sandbox', CHARGEBEE_API_KEY: 'chargebee-sandbox-key', CHARGEBEE_URL: urls.chargebee,
  CHARTMOGUL_API_KEY: 'chartmogul-sandbox-key', CHARTMOGUL_DATA_SOURCE_UUID: 'ds_00000000-0000-4000-8000-000000000001', CHARTMOGUL_URL: urls.chartmogul,
  CRO_ACCESS_TOKEN: 'cro.sandbox.token', CRO_TENANT_ID: '7', CRO_URL: urls.cro,
  RPM_API_KEY: '6f1d2c3b-4a59-4687-8756-000000000001', RPM_URL: urls.rpm,
  ZUORA_CLIENT_ID: '5a0dbce5-1111-4222-8333-c0ffee000001', ZUORA_CLIENT_SECRET: 'zuora-sandbox-secret', ZUORA_URL: urls.zuora,
};
const subgraph = spawn(process.execPath, ['dist/main.js'], {
  cwd: commit,
  env: { ...process.env, ...environment, PORT: String(SUBGRAPH_PORT), STORE_URL: storeUrl, LOG_LEVEL: 'silent' },
  stdio: 'inherit',
});
const url = `http://127.0.0.1:${SUBGRAPH_PORT}/graphql`;

async function graphql(query, variables) {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  return response.json();
}
while (!(await fetch(`http://127.0.0.1:${SUBGRAPH_PORT}/readyz`).catch(() => undefined))?.ok) await setTimeout(50);

const add = ({ provider, customerId, input, key }) =>
  graphql(
    `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $key: ID!) {
      addContact(provider: $provider, customerId: $customerId, input: $input, options: { idempotencyKey: $key }) {
        __typename
        ... on AddContactSuccess { contact { id externalId } }
      }
    }`,
    { provider, customerId, input, key },
  ).then(({ data, errors }) => data?.addContact ?? errors);

const stateOf = async ({ provider, key }) =>
  (await graphql(`query ($provider: ContactProvider!, $key: ID!) { addContactAttempt(provider: $provider, idempotencyKey: $key) { state } }`, { provider, key })).data.addContactAttempt?.state;

const told = new Map();
const order = ['SUCCEEDED', 'REJECTED', 'UNKNOWN', 'NOT_APPLIED'];
await Promise.all(Object.keys(customers).map(async (provider) => {
  for (const state of order) {
    const request = requests.find((one) => one.provider === provider && one.state === state);
    told.set(request, await add(request));
  }
}));
// Each call about these customers takes 2 s: Zuora makes one more of them before the write.
const isZuora = ({ provider }) => provider === 'ZUORA';
const sending = requests.filter(({ state }) => state === 'SENDING');
for (const request of sending.filter(isZuora)) add(request).catch(() => undefined);
await setTimeout(2000);
for (const request of sending.filter((one) => !isZuora(one))) add(request).catch(() => undefined);
await setTimeout(2700);
for (const request of requests) console.error(request.provider, request.state, JSON.stringify(told.get(request) ?? null), await stateOf(request));
subgraph.kill('SIGKILL');
await once(subgraph, 'exit');
await setTimeout(3000);
sandbox.kill('SIGTERM');
writeFileSync(requestsFile, `${JSON.stringify({ environment, requests }, null, 1)}\n`);
