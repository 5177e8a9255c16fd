/** A router's request for a hundred contacts, at vendors that take 50 ms. */
import { setTimeout } from 'node:timers/promises';
import { request } from 'undici';
import {
  type Contender,
  HEADERS,
  naiveEntities,
  subgraph,
  subgraphAsShipped,
} from '../servers/contenders.ts';
import { median } from './median.ts';
import type { Stage } from './stage.ts';

export const LATENCY_MS = 50;
const REFERENCES = 100;
const WARM_UPS = 5;
const REPEATS = 15;
/** ChartMogul accepts 40 calls per second: ten per request leave room for three requests. */
const PAUSE_MS = 350;

export interface EntitiesFigures {
  readonly title: string;
  /** For one request with a hundred references. */
  readonly calls: number;
  readonly callsAtOnce: number;
  readonly ms: number;
}

export interface Entities {
  /** One direct call to the vendor. */
  readonly oneCallMs: number;
  readonly byCustomer: EntitiesFigures;
  readonly single: EntitiesFigures;
  readonly singleWithRaisedLimits: EntitiesFigures;
  /** Absent without the peers. */
  readonly naive?: EntitiesFigures;
}

export async function measureEntities(stage: Stage, withPeers: boolean): Promise<Entities> {
  const { contacts } = await stage.vendors();
  const idsAt = (provider: string) =>
    (contacts[provider.toLowerCase()] ?? []).map((contact) => `${provider}:${contact}`);
  const chartMogulIds = idsAt('CHARTMOGUL');
  const zuoraIds = idsAt('ZUORA');
  const oneCallMs = await measureOneCall(stage, chartMogulIds);
  const ask = (contender: Contender, title: string, ids: readonly string[], selection: string) =>
    measure(stage, contender, title, ids, selection);
  const plain = 'id name email jobTitle';
  // Zuora's list cannot select all custom fields, so they are read contact by contact.
  const custom = 'id name customFields { name value }';
  return {
    oneCallMs,
    byCustomer: await ask(
      subgraphAsShipped,
      'this subgraph, a vendor read by customer',
      chartMogulIds,
      plain,
    ),
    single: await ask(subgraphAsShipped, 'this subgraph, single reads, 20 at once allowed', zuoraIds, custom),
    singleWithRaisedLimits: await ask(
      subgraph,
      'this subgraph, single reads, 128 at once allowed',
      zuoraIds,
      custom,
    ),
    ...(withPeers && { naive: await ask(naiveEntities, naiveEntities.title, chartMogulIds, plain) }),
  };
}

async function measureOneCall(stage: Stage, [id = '']: readonly string[]): Promise<number> {
  const { environment } = await stage.vendors(LATENCY_MS);
  const url = `${environment.CHARTMOGUL_URL}/contacts/${id.split(':')[2]}`;
  const headers = { authorization: `Basic ${btoa(`${environment.CHARTMOGUL_API_KEY}:`)}` };
  const times: number[] = [];
  for (let n = 0; n < WARM_UPS + REPEATS; n += 1) {
    const startedAt = performance.now();
    const reply = await request(url, { headers });
    await reply.body.text();
    if (reply.statusCode !== 200) throw new Error(`A vendor answered ${reply.statusCode} to a read.`);
    if (n >= WARM_UPS) times.push(performance.now() - startedAt);
  }
  return median(times);
}

async function measure(
  stage: Stage,
  contender: Contender,
  title: string,
  ids: readonly string[],
  selection: string,
): Promise<EntitiesFigures> {
  const server = await stage.start(contender);
  const representations = ids.map((id) => ({ __typename: 'Contact', id }));
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on Contact { ${selection} } }
  }`;
  const body = JSON.stringify({ query, variables: { representations } });
  const headers = { 'content-type': 'application/json', ...HEADERS };
  const times: number[] = [];
  await stage.vendors(LATENCY_MS);
  for (let n = 0; n < WARM_UPS + REPEATS; n += 1) {
    await setTimeout(PAUSE_MS);
    const startedAt = performance.now();
    const reply = await request(server.url, { method: 'POST', headers, body });
    const text = await reply.body.text();
    if (n >= WARM_UPS) times.push(performance.now() - startedAt);
    check(title, text, ids);
  }
  const { calls, atOnce } = await stage.vendors();
  await server.stop();
  return { title, calls: calls / (WARM_UPS + REPEATS), callsAtOnce: atOnce, ms: median(times) };
}

function check(title: string, text: string, ids: readonly string[]): void {
  const { data, errors } = JSON.parse(text) as {
    data?: { _entities?: readonly ({ id: string; name: string | null; customFields?: unknown[] } | null)[] };
    errors?: unknown;
  };
  const found = data?._entities ?? [];
  const isRight =
    errors === undefined &&
    found.length === REFERENCES &&
    found.length === ids.length &&
    found.every(
      (contact, n) =>
        contact?.id === ids[n] && contact?.name === 'Ada Lovelace' && contact.customFields?.length !== 0,
    );
  if (!isRight) throw new Error(`"${title}" answered wrongly: ${text.slice(0, 400)}`);
}
