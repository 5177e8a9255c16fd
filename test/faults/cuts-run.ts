/**
 * Writes without a key at a vendor that cuts connections at random points, with another client's changes in
 * between. The vendor's ledger decides what is true.
 */
import { setTimeout } from 'node:timers/promises';
import type { ProxySettings } from '../../src/config/proxy.js';
import type { ContactService } from '../../src/contacts/contact-service.js';
import type { Outcome, WriteOperation, WriteResult } from '../../src/model/outcome.js';
import type { Provider } from '../../src/providers/driver.js';
import { startCuttingProxy } from '../support/cutting-proxy.js';
import type { Described } from '../support/facts.js';
import { type FaultVendor, startFaultVendor } from '../support/fault-vendor.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import { emailOf, openKeyedStage } from '../support/keyed-stage.js';
import { changeInput } from '../support/keyed-writes.js';
import { startTlsFront, VENDOR_HOST } from '../support/tls-front.js';
import { type Answered, commitsOf, contradiction, isOverForeign, toldBy } from './cuts-check.js';
import { inTurn } from './keyed-run.js';

/** Long for loopback, short for operations that get no answer. */
const DEADLINE_MS = 1000;
/** A faster operation had time for its answer. */
const IN_TIME_MS = 700;

/** How the vendor is reached, and what must be closed after it. */
interface Way {
  readonly origin: string;
  readonly proxy?: ProxySettings;
  close(): Promise<void>;
}

export const WAYS = {
  directly: ({ origin }: FaultVendor): Promise<Way> =>
    Promise.resolve({ origin, close: () => Promise.resolve() }),

  /** TLS inside a tunnel: two more parties that break, and one more place to break at. */
  async 'through a proxy that cuts too'({ port }: FaultVendor, seed: number): Promise<Way> {
    const front = await startTlsFront(port);
    const proxy = await startCuttingProxy(front.port, seed);
    return {
      origin: `https://${VENDOR_HOST}`,
      proxy: { https: proxy.url },
      close: async () => {
        await proxy.close();
        await front.close();
      },
    };
  },
} as const;

export interface CutsRun {
  readonly subject: Described;
  readonly operation: WriteOperation;
  readonly operations: number;
  readonly way: keyof typeof WAYS;
  readonly seed: number;
  /** How another driver differs. */
  readonly otherVersion?: (provider: Provider) => Provider;
}

export interface CutsCount {
  readonly provider: string;
  readonly operation: WriteOperation;
  readonly operations: number;
  /** Contacts that another client changed in between. */
  readonly foreign: number;
  readonly applied: number;
  readonly notApplied: number;
  readonly unknown: number;
  /** Unknown ones that were carried out. */
  readonly unknownAndDone: number;
  readonly twice: number;
  readonly overForeign: number;
  /** Contradictions of the ledger. */
  readonly wrong: readonly string[];
  /** Each observed pair of an answer and how often the write was carried out. */
  readonly seen: readonly string[];
}

export async function runCuts({
  subject,
  operation,
  operations,
  way: wayName,
  seed,
  otherVersion,
}: CutsRun): Promise<CutsCount> {
  const vendor = await startFaultVendor(subject, seed);
  const way = await WAYS[wayName](vendor, seed);
  const stage = openKeyedStage(fixtureEnvironment(way.origin), {
    deadlineMs: DEADLINE_MS,
    proxy: way.proxy,
    ...(otherVersion && { otherVersion }),
  });
  const isDirect = wayName === 'directly';
  const mayRepeat = operation === 'ADD' && subject.provider.idempotency.vendorKey !== undefined;
  const numbers = Array.from({ length: operations }, (_, index) => index + 1);
  const answers = await inTurn(numbers, async (number): Promise<Answered> => {
    const send = writeOf(stage.service, { vendor, subject, operation, number });
    const begun = performance.now();
    const [result] = await Promise.allSettled([send()]);
    const isProvable = isDirect && performance.now() - begun < IN_TIME_MS;
    return { operation, address: emailOf(number), result, isProvable, mayRepeat };
  });
  // Requests written before a caller gave up may still be read: the ledger counts once nothing is in flight.
  await stage.accounts.close();
  await way.close();
  await vendor.idle();
  await setTimeout(0);
  await vendor.close();

  const judged = answers.map((answered) => ({ ...answered, entry: vendor.ledger.entry(answered.address) }));
  const count = (told: ReturnType<typeof toldBy>) =>
    judged.filter((answered) => toldBy(answered) === told).length;
  const commits = judged.map(({ entry }) => commitsOf(entry));
  return {
    provider: subject.provider.id,
    operation,
    operations,
    foreign: judged.filter(({ entry }) => entry.history.includes('elsewhere')).length,
    applied: count('APPLIED'),
    notApplied: count('NOT_APPLIED'),
    unknown: count('UNKNOWN'),
    unknownAndDone: judged.filter((answered, at) => toldBy(answered) === 'UNKNOWN' && commits[at] === 1)
      .length,
    twice: commits.filter((times) => times > 1).length,
    overForeign: judged.filter(({ entry }) => isOverForeign(entry)).length,
    wrong: judged.flatMap(({ entry, ...answered }) => {
      const wrong = contradiction(answered, entry);
      const { faults, history } = entry;
      const played = `${faults.join(', ') || 'nothing was read'}; ${history.join(', ') || 'nothing carried out'}`;
      return wrong ? [`${operation} ${answered.address}: ${wrong} (${played})`] : [];
    }),
    seen: [...new Set(judged.map((answered, at) => `${toldBy(answered)}, ${commits[at]} times`))].sort(),
  };
}

interface Numbered extends Pick<CutsRun, 'subject' | 'operation'> {
  readonly vendor: FaultVendor;
  readonly number: number;
}

/** Opens the page of the operation in the ledger. */
function writeOf(
  service: ContactService,
  { vendor: { ledger, customerId }, subject, operation, number }: Numbered,
): () => Promise<Outcome<WriteResult>> {
  const provider = subject.provider.id;
  const request = { options: {}, requestId: emailOf(number) };
  if (operation === 'ADD') {
    ledger.add(number);
    const input = { firstName: 'Kuhi', lastName: 'Das', emails: [{ address: emailOf(number) }] };
    return () => service.add({ ...request, provider, customerId, input });
  }
  const contact = ledger.place(number, operation);
  return operation === 'REMOVE'
    ? () => service.remove({ ...request, contact })
    : () => service.update({ ...request, contact, input: changeInput(provider, number) });
}
