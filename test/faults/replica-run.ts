/**
 * Two replicas of the whole service on one PostgreSQL, and many concurrent callers at both with the same key.
 */
import type { Build } from '../support/build.js';
import { type AddAnswer, askToAdd, openGraphqlCaller } from '../support/graphql-caller.js';
import { command, emailOf, keyOf } from '../support/keyed-stage.js';
import { LEDGER_PROVIDERS, startLedgerVendor } from '../support/ledger-vendor.js';
import { Random } from '../support/raw-vendor.js';
import { startSubgraphProcess, withClock } from '../support/subgraph-process.js';
import { inTurn } from './keyed-run.js';

const CALLERS = 50;
const KEYS_AT_ONCE = 4;
/** How many more keys are sent at a time while a slow-starting replica has not been the first to get any. */
const MORE_KEYS = 20;
/** Where the run gives up on each of them getting some. */
export const MOST_KEYS = 200;

export interface Replicas {
  /** Keys sent, which may be more than requested. */
  readonly keys: number;
  readonly callers: number;
  /** Contacts that the vendors added. */
  readonly creates: number;
  /** Add requests that the vendors got. */
  readonly requests: number;
  /** Answers that report a new contact. */
  readonly fresh: number;
  readonly replayed: number;
  /**
   * Keys whose answers are not one contact, reported as new exactly once; with the answers, for a failed run.
   */
  readonly different: readonly string[];
  /** Keys that each replica was the first to get, by the answers that report a new contact. */
  readonly won: readonly [number, number];
}

export async function runReplicas(
  build: Build,
  storeUrl: string,
  keys: number,
  seed: number,
  /** How far off the clocks of the two are. */
  clocksMs: readonly [number, number] = [0, 0],
): Promise<Replicas> {
  const vendor = await startLedgerVendor();
  // So that the others arrive while the first is in flight.
  vendor.fault = () => 'late answer';
  const variables = { ...vendor.environment, STORE_URL: storeUrl, SANDBOX: 'off' };
  const replicas = await Promise.all(
    clocksMs.map((ms) => startSubgraphProcess(build, { ...variables, ...(ms !== 0 && withClock(ms)) })),
  );
  const callers = replicas.map(({ url }) => openGraphqlCaller(url, CALLERS * KEYS_AT_ONCE));
  const numbers: number[] = [];
  const different: string[] = [];
  const won: [number, number] = [0, 0];
  let fresh = 0;
  let replayed = 0;

  const send = async (number: number) => {
    const provider = LEDGER_PROVIDERS[number % LEDGER_PROVIDERS.length] ?? 'CRO';
    const { customerId, input } = command(provider, number);
    const random = new Random(`${seed}/replicas/${number}`);
    // Half of the callers at each replica, in any order.
    const turns = Array.from({ length: CALLERS }, (_, index) => ({ replica: index % 2, at: random.next() }))
      .toSorted((one, other) => one.at - other.at)
      .map(({ replica }) => replica as 0 | 1);
    const answers = await Promise.all(
      turns.map(async (replica): Promise<AddAnswer> => {
        const caller = callers[replica];
        if (!caller) throw new RangeError('There is no such replica.');
        const answer = await askToAdd(caller, { provider, customerId, input, key: keyOf(number) });
        if (answer.replayed === false) won[replica] += 1;
        return answer;
      }),
    );
    const ids = new Set(answers.map(({ contact, code }) => contact?.id ?? code));
    const news = answers.filter((answer) => answer.replayed === false).length;
    fresh += news;
    replayed += answers.filter((answer) => answer.replayed === true).length;
    const isTheirs = answers.every(({ contact }) => contact?.email === emailOf(number));
    if (ids.size !== 1 || news !== 1 || !isTheirs || vendor.commits(emailOf(number)) !== 1) {
      different.push(`${provider} ${number}: ${news} new, ${[...ids].join(', ')}`);
    }
  };

  const sendMore = async (count: number) => {
    const more = Array.from({ length: count }, (_, index) => numbers.length + index + 1);
    numbers.push(...more);
    await inTurn(more, send, KEYS_AT_ONCE);
  };
  await sendMore(keys);
  while (Math.min(...won) === 0 && numbers.length < MOST_KEYS) await sendMore(MORE_KEYS);

  await Promise.all(callers.map((caller) => caller.close()));
  await Promise.all(replicas.map((replica) => replica.stop()));
  await vendor.close();
  return {
    keys: numbers.length,
    callers: CALLERS,
    creates: numbers.reduce((sum, number) => sum + vendor.commits(emailOf(number)), 0),
    requests: vendor.writes(),
    fresh,
    replayed,
    different,
    won,
  };
}
