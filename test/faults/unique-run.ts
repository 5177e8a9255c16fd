/**
 * Two replicas of the whole service on one store, and adds of one email address with `ifExists:
 * RETURN_EXISTING` at both: concurrently, through kill -9 of the replica that holds the lease, and through
 * kill -9 of the store.
 */
import { setTimeout } from 'node:timers/promises';
import type { ProviderId } from '../../src/model/contact.js';
import type { Build } from '../support/build.js';
import { type AddAnswer, type GraphqlCaller, openGraphqlCaller } from '../support/graphql-caller.js';
import { command, emailOf } from '../support/keyed-stage.js';
import {
  LEDGER_PROVIDERS,
  type LedgerCall,
  type LedgerVendor,
  startLedgerVendor,
} from '../support/ledger-vendor.js';
import { startSubgraphProcess } from '../support/subgraph-process.js';

const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $key: ID) {
  addContact(
    provider: $provider
    customerId: $customerId
    input: $input
    options: { idempotencyKey: $key, ifExists: RETURN_EXISTING }
  ) {
    __typename
    ... on AddContactSuccess { created replayed contact { id email } }
    ... on ContactError { code message outcome }
  }
}`;

export type UniqueAnswer = AddAnswer & { readonly created?: boolean };

export interface UniqueReplicas {
  readonly vendor: LedgerVendor;
  /** kill -9. */
  killFirst(): Promise<void>;
  /** At the numbered replica; each number of an operation has one email address. */
  add(replica: number, provider: ProviderId, number: number, key?: string | null): Promise<UniqueAnswer>;
  close(): Promise<void>;
}

export async function startUniqueReplicas(
  build: Build,
  storeUrl: string,
  { connections = 500, deadlineMs = 20_000 } = {},
): Promise<UniqueReplicas> {
  const vendor = await startLedgerVendor();
  const variables = {
    ...vendor.environment,
    STORE_URL: storeUrl,
    SANDBOX: 'off',
    PROVIDER_DEADLINE_MS: String(deadlineMs),
    // The emulator has no limits.
    ...Object.fromEntries(
      LEDGER_PROVIDERS.flatMap((id) => [
        [`${id}_CONCURRENCY`, '50'],
        [`${id}_RATE_PER_SECOND`, '0'],
      ]),
    ),
  };
  const replicas = await Promise.all([0, 1].map(() => startSubgraphProcess(build, variables)));
  const callers = replicas.map(({ url }): GraphqlCaller => openGraphqlCaller(url, connections));
  let isKilled = false;
  return {
    vendor,
    killFirst: async () => {
      isKilled = true;
      await replicas[0]?.kill();
    },
    add: async (replica, provider, number, key = null) => {
      const { customerId, input } = command(provider, number);
      const answer = await callers[replica]?.ask(ADD, { provider, customerId, input, key });
      return answer.addContact as UniqueAnswer;
    },
    close: async () => {
      await Promise.all(callers.map((caller) => caller.close().catch(() => undefined)));
      await Promise.all(replicas.slice(isKilled ? 1 : 0).map((replica) => replica.stop()));
      await vendor.close();
    },
  };
}

export interface AtOnce {
  readonly provider: ProviderId;
  readonly requests: number;
  readonly creates: number;
  readonly created: number;
  readonly returned: number;
  readonly failed: number;
  /** Lists requested from the vendor. */
  readonly lists: number;
  readonly ms: number;
}

/** Concurrently at both, a third of them with their own keys. */
export async function addAtOnce(
  { vendor, add }: UniqueReplicas,
  provider: ProviderId,
  number: number,
  requests: number,
): Promise<AtOnce> {
  const before = vendor.calls.length;
  const startedAt = performance.now();
  const answers = await Promise.all(
    Array.from({ length: requests }, (_, index) =>
      add(index % 2, provider, number, index % 3 === 0 ? `key-of-request-${number}-${index}` : null),
    ),
  );
  const ids = new Set(answers.flatMap(({ contact }) => contact?.id ?? []));
  if (ids.size !== 1) throw new Error(`${provider}: ${ids.size} contacts in the answers`);
  return {
    provider,
    requests,
    creates: vendor.commits(emailOf(number)),
    created: answers.filter(({ created }) => created === true).length,
    returned: answers.filter(({ created }) => created === false).length,
    failed: answers.filter(({ created }) => created === undefined).length,
    lists: vendor.calls.slice(before).filter(({ kind }) => kind === 'list').length,
    ms: Math.round(performance.now() - startedAt),
  };
}

/** Where the replica that holds the lease is when it is killed. */
const MOMENTS = ['list', 'request', 'answer'] as const;
type Moment = (typeof MOMENTS)[number];

export interface KilledHolder {
  readonly moment: Moment;
  readonly operations: number;
  readonly creates: number;
  /** Answers of the other replica that report a new contact, and an existing one. */
  readonly created: number;
  readonly returned: number;
  /** The other replica's answers in between. */
  readonly unavailable: number;
  readonly wrong: readonly string[];
}

/**
 * One replica is killed while it waits for the vendor: for a list; for the answer to a request that is
 * carried out only later; for the answer to one that was carried out. The other is called until it has the
 * contact.
 */
export async function killHolders(build: Build, storeUrl: string): Promise<readonly KilledHolder[]> {
  // Long enough for all to reach their moment; with 5 s more, the lease ends before the late request below.
  const stage = await startUniqueReplicas(build, storeUrl, { deadlineMs: 5000 });
  const { vendor, add, killFirst } = stage;
  const operations = LEDGER_PROVIDERS.flatMap((provider) =>
    MOMENTS.flatMap((moment) => [0, 1].map((keyed) => ({ provider, moment, keyed: keyed === 1 }))),
  ).map((operation, index) => ({ ...operation, number: index + 1 }));
  const momentOf = ({ provider, customerId }: LedgerCall) =>
    operations.find(
      (one) => one.provider === provider && command(provider, one.number).customerId === customerId,
    )?.moment;
  const { promise: isKilled, resolve: killed } = Promise.withResolvers<void>();
  let reached = 0;
  let isOver = false;
  vendor.reading = async (call) => {
    if (isOver || call.kind !== 'list' || momentOf(call) !== 'list') return undefined;
    reached += 1;
    await isKilled;
    return 'cut';
  };
  vendor.fault = async (call) => {
    if (isOver) return 'none';
    reached += 1;
    if (momentOf(call) === 'answer') return 'silence';
    // Until its lease has ended, and the other replica has found nothing.
    await isKilled;
    await setTimeout(11_000);
    return 'none';
  };
  const keyOf = (number: number) => `key-of-operation-${number}`;
  const first = operations.map(({ provider, number, keyed }) =>
    add(0, provider, number, keyed ? keyOf(number) : null).catch(() => undefined),
  );
  for (let waits = 0; reached < operations.length; waits += 1) {
    if (waits > 900) throw new Error(`Only ${reached} of ${operations.length} reached their moment.`);
    await setTimeout(5);
  }
  await killFirst();
  isOver = true;
  killed();
  await Promise.all(first);
  const results = await Promise.all(
    operations.map(async (operation) => {
      const { provider, number } = operation;
      for (let unavailable = 0; unavailable < 400; unavailable += 1) {
        const answer = await add(1, provider, number);
        if (answer.created !== undefined) return { ...operation, unavailable, answer };
        if (answer.code !== 'PROVIDER_UNAVAILABLE') return { ...operation, unavailable, answer };
        await setTimeout(100);
      }
      return { ...operation, unavailable: 400, answer: { __typename: 'none' } as UniqueAnswer };
    }),
  );
  const keyed = await Promise.all(
    operations
      .filter(({ keyed }) => keyed)
      .map(async ({ provider, number }) => ({
        number,
        answer: await add(1, provider, number, keyOf(number)),
      })),
  );
  const rows = MOMENTS.map((moment): KilledHolder => {
    const own = results.filter((result) => result.moment === moment);
    const wrong = own.flatMap(({ provider, number, answer }) => {
      const commits = vendor.commits(emailOf(number));
      const again = keyed.find((one) => one.number === number)?.answer;
      const isSame = again === undefined || again.contact?.id === answer.contact?.id;
      return commits === 1 && answer.created === (moment === 'list') && isSame
        ? []
        : [`${provider} ${number}: ${commits} creates, ${JSON.stringify(answer)}, ${JSON.stringify(again)}`];
    });
    return {
      moment,
      operations: own.length,
      creates: own.reduce((sum, { number }) => sum + vendor.commits(emailOf(number)), 0),
      created: own.filter(({ answer }) => answer.created === true).length,
      returned: own.filter(({ answer }) => answer.created === false).length,
      unavailable: own.reduce((sum, { unavailable }) => sum + unavailable, 0),
      wrong,
    };
  });
  await stage.close();
  return rows;
}

export interface StoreCrashes {
  readonly crashes: number;
  readonly addresses: number;
  readonly requests: number;
  readonly creates: number;
  readonly doubled: number;
  readonly unavailable: number;
  readonly wrong: readonly string[];
}

/** Address after address at five vendors, four concurrent requests each, while the store is killed. */
export async function crashStore(
  build: Build,
  storeUrl: string,
  crash: () => Promise<void>,
  crashes: number,
): Promise<StoreCrashes> {
  const stage = await startUniqueReplicas(build, storeUrl, { deadlineMs: 2000 });
  const { vendor, add } = stage;
  let isOver = false;
  let requests = 0;
  let unavailable = 0;
  const wrong: string[] = [];
  const numbers: number[] = [];
  /** Until an answer returns the contact: the store may be unavailable for seconds. */
  const settle = async (provider: ProviderId, number: number) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const answers = await Promise.all([0, 1, 0, 1].map((replica) => add(replica, provider, number)));
      requests += answers.length;
      const failed = answers.filter(({ created }) => created === undefined);
      unavailable += failed.length;
      const others = failed.filter(({ code }) => code !== 'PROVIDER_UNAVAILABLE');
      wrong.push(...others.map((answer) => `${provider} ${number}: ${JSON.stringify(answer)}`));
      if (failed.length < answers.length) return;
      await setTimeout(50);
    }
    wrong.push(`${provider} ${number}: never settled`);
  };
  const lane = async (provider: ProviderId, lane: number) => {
    for (let count = 1; !isOver; count += 1) {
      const number = lane * 10_000 + count;
      numbers.push(number);
      await settle(provider, number);
    }
  };
  const lanes = LEDGER_PROVIDERS.map((provider, index) => lane(provider, index + 1));
  for (let count = 0; count < crashes; count += 1) {
    await setTimeout(300 + ((count * 7919) % 400));
    await crash();
  }
  await setTimeout(300);
  isOver = true;
  await Promise.all(lanes);
  const commits = numbers.map((number) => vendor.commits(emailOf(number)));
  await stage.close();
  return {
    crashes,
    addresses: numbers.length,
    requests,
    creates: commits.reduce((sum, count) => sum + count, 0),
    doubled: commits.filter((count) => count !== 1).length,
    unavailable,
    wrong,
  };
}
