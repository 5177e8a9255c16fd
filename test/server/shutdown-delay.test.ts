/** SHUTDOWN_DELAY_MS: the time between not being ready and closing the port. */
import { type Agent, get, Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { afterEach, expect, it } from '@jest/globals';
import { type Clock, systemClock } from '../../src/vendor-http/clock.js';
import { ask } from '../support/ask.js';
import { startTestSubgraph } from '../support/subgraph.js';

const ADD = `mutation {
  addContact(provider: CHARGEBEE, customerId: "cus_acme", input: { emails: [{ address: "ada@example.com" }] }) {
    __typename
  }
}`;

const releases: (() => void)[] = [];

/** A clock whose waits of this length end on release, after the test at the latest. */
function heldClock(heldMs: number) {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  releases.push(release);
  const clock: Clock = { ...systemClock, sleep: (ms) => (ms === heldMs ? held : systemClock.sleep(ms)) };
  return { clock, release };
}

/** Status, body and connection header of a path, over the agent's connection. */
function look(url: string, path: string, agent?: Agent) {
  return new Promise<{ status: number | undefined; connection: string | undefined; body: string }>(
    (resolve, reject) => {
      get(new URL(path, url), { agent }, (response: IncomingMessage) => {
        let body = '';
        response.on('data', (chunk) => {
          body += String(chunk);
        });
        const { statusCode: status, headers } = response;
        response.on('end', () => resolve({ status, connection: headers.connection, body }));
      }).on('error', reject);
    },
  );
}

const agents: HttpAgent[] = [];

afterEach(() => {
  for (const release of releases.splice(0)) release();
  for (const agent of agents.splice(0)) agent.destroy();
});

function keptAlive(): HttpAgent {
  const agent = new HttpAgent({ keepAlive: true, maxSockets: 1 });
  agents.push(agent);
  return agent;
}

it('keeps serving while it is not ready, and then closes its port', async () => {
  const { clock, release } = heldClock(7000);
  const subgraph = await startTestSubgraph({ SHUTDOWN_DELAY_MS: '7000' }, clock);
  const agent = keptAlive();
  expect(await look(subgraph.url, '/readyz', agent)).toMatchObject({ status: 200, connection: 'keep-alive' });

  let isStopped = false;
  const stopped = subgraph.stop().then(() => {
    isStopped = true;
  });
  expect(await look(subgraph.url, '/readyz', agent)).toEqual({
    status: 503,
    connection: 'close',
    body: '{"status":"stopping"}',
  });
  expect(await look(subgraph.url, '/livez')).toMatchObject({ status: 200, connection: 'close' });
  for (let count = 0; count < 3; count += 1) {
    const { status, data } = await ask(subgraph.url, ADD);
    expect([status, data.addContact.__typename]).toEqual([200, 'AddContactSuccess']);
  }
  expect(isStopped).toBe(false);

  release();
  await stopped;
  await expect(look(subgraph.url, '/livez')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('closes the connection with every answer, so that the next request goes elsewhere', async () => {
  const { clock, release } = heldClock(7000);
  const subgraph = await startTestSubgraph({ SHUTDOWN_DELAY_MS: '7000' }, clock);
  const stopped = subgraph.stop();
  const response = await fetch(subgraph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  expect([response.status, response.headers.get('connection')]).toEqual([200, 'close']);
  release();
  await stopped;
});

it('is zero by default', async () => {
  const { clock } = heldClock(0);
  const subgraph = await startTestSubgraph({}, clock);
  await subgraph.stop();
  await expect(look(subgraph.url, '/livez')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('stops once, however often it is called', async () => {
  const { clock, release } = heldClock(7000);
  const subgraph = await startTestSubgraph({ SHUTDOWN_DELAY_MS: '7000' }, clock);
  const stopping = [subgraph.stop(), subgraph.stop()];
  release();
  await Promise.all(stopping);
});
