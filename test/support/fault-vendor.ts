/**
 * An emulated vendor whose connections break at random points: what it does is the emulator's, and each byte
 * that it sends is counted out by hand. It knows what it carried out, whatever its callers were told.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { SandboxReply, SandboxRequest } from '../../src/sandbox/kit/vendor.js';
import { emulators } from '../../src/sandbox/registry.js';
import type { Described } from './facts.js';
import { fixtureEnvironment } from './fixtures.js';
import {
  encodeAnswer,
  type Framing,
  hangUp,
  Random,
  type RawAnswer,
  type RawRequest,
  type RawServer,
  startRawServer,
} from './raw-vendor.js';

export interface LedgerEntry {
  /** Contacts added for the operation. */
  readonly commits: number;
  /** What was played, oldest first; more than one entry where the request came more than once. */
  readonly faults: readonly string[];
}

export interface FaultVendor extends Omit<RawServer, 'requests'> {
  /** The one that everything is added to. */
  readonly customerId: string;
  /** What was done for an operation whose request was read to its end; nothing was done for any other. */
  ledger(address: string): LedgerEntry;
}

const NOTHING: LedgerEntry = { commits: 0, faults: [] };

/** What a vendor may answer with status 200 that no success can be read from. */
const GARBAGE = [
  '',
  'null',
  '[]',
  '{}',
  '0',
  '"ok"',
  '<html><body>Welcome</body></html>',
  '{"id":',
  '{"id":null}',
];

const PROXY_PAGES: readonly RawAnswer[] = [500, 502, 503, 504].map((status) => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><body><h1>${status}</h1></body></html>`,
}));

/** What happens to a complete request. Those that are listed twice come twice as often. */
const FAULTS = [
  'none',
  'none',
  'none',
  'none',
  'hang up after the answer',
  'cut before commit',
  'cut after commit',
  'cut in the answer',
  'cut in the answer',
  'failure before commit',
  'failure after commit',
  'refusal',
  'garbage before commit',
  'garbage after commit',
] as const;

/** Of customers of the sandbox: the answer promises that nothing was done, or tells nothing about it. */
const REFUSED = [
  'ContactProviderRateLimitedError',
  'ContactProviderUnavailableError',
  'ContactCustomerNotFoundError',
];
const UNDECIDED = ['ContactOutcomeUnknownError'];
/** Without the one that says how long to wait: nobody would ask again. */
const REPLIES = ['RATE_LIMITED', 'SERVER_ERROR', 'MAINTENANCE'] as const;

/**
 * The same seed draws the same fault for the same operation, and the same faults for the n-th connection;
 * which operation meets which connection is the scheduler's business.
 */
export async function startFaultVendor(
  { provider: { id }, facts }: Described,
  seed: number,
): Promise<FaultVendor> {
  const { customers } = facts.sandbox;
  const vendor = (await emulators[id]?.())?.createSandbox(fixtureEnvironment(''));
  const [[customerId] = ['']] = customers;
  if (!vendor) throw new Error(`${id} is not emulated.`);
  const whole = new RegExp(`(?<![\\w-])${customerId}(?![\\w@-])`);

  /** What the vendor answers at customers at which a request would end so. */
  const answersAs = (members: readonly string[], request: RawRequest): RawAnswer[] =>
    customers.flatMap(([other, , member]) => {
      if (!members.includes(member)) return [];
      // A key belongs to one request, and this is another one.
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !name.endsWith('idempotency-key')),
      );
      const elsewhere = (text: string) => text.replace(whole, other);
      const { path, body } = request;
      const asked = sandboxRequest({ ...request, path: elsewhere(path), body: elsewhere(body) }, headers);
      const fault = vendor.faults[other];
      const replied = REPLIES.find((reply) => reply === fault);
      if (fault !== undefined && replied === undefined) return [];
      const reply = replied ? vendor.faultReply(replied, asked) : vendor.handle(asked);
      return reply ? [rawAnswer(reply)] : [];
    });

  const ledger = new Map<string, { commits: number; faults: string[] }>();
  const draws = new WeakMap<Socket, Random>();

  const play = (request: RawRequest, address: string, socket: Socket): void => {
    const entry = ledger.get(address) ?? { commits: 0, faults: [] };
    ledger.set(address, entry);
    // A repeat meets another fault.
    const random = new Random([seed, address, ...entry.faults].join('/'));
    // Rare, because each one takes a connection until the deadline.
    const fault = random.chance(0.01) ? 'silence' : random.pick(FAULTS);
    entry.faults.push(fault);
    const commit = (): RawAnswer => {
      const newest = vendor.contactIds(customerId).at(-1);
      const reply = vendor.handle(sandboxRequest(request));
      if (vendor.contactIds(customerId).at(-1) !== newest) entry.commits += 1;
      return rawAnswer(reply);
    };
    const fail = () =>
      answer(socket, random, random.pick([...PROXY_PAGES, ...answersAs(UNDECIDED, request)]));
    switch (fault) {
      case 'cut before commit':
        hangUp(socket, random);
        break;
      case 'cut after commit':
        commit();
        hangUp(socket, random);
        break;
      case 'cut in the answer': {
        const bytes = encodeAnswer(commit(), random.pick(FRAMINGS));
        hangUp(socket, random, bytes.subarray(0, random.below(bytes.length)));
        break;
      }
      case 'failure before commit':
        fail();
        break;
      case 'failure after commit':
        commit();
        fail();
        break;
      case 'refusal':
        answer(socket, random, random.pick(answersAs(REFUSED, request)));
        break;
      case 'garbage before commit':
        answer(socket, random, { status: 200, body: random.pick(GARBAGE) });
        break;
      case 'garbage after commit':
        commit();
        answer(socket, random, { status: 200, body: random.pick(GARBAGE) });
        break;
      case 'hang up after the answer':
        answer(socket, random, commit());
        socket.end();
        break;
      case 'silence':
        if (random.chance(0.5)) commit();
        break;
      case 'none':
        answer(socket, random, commit());
        break;
    }
  };

  const server = await startRawServer({
    connected(socket, index) {
      const random = new Random(`${seed}/connection ${index}`);
      draws.set(socket, random);
      if (random.chance(0.05)) hangUp(socket, random);
    },
    bytes(socket, bytes) {
      const random = draws.get(socket);
      if (random?.chance(0.05) && !bytes.includes('/oauth/token')) hangUp(socket, random);
    },
    request(request, socket) {
      const address = /op-\d+@example\.com/.exec(decodeURIComponent(request.body))?.[0];
      if (address !== undefined) play(request, address, socket);
      else socket.write(encodeAnswer(rawAnswer(vendor.handle(sandboxRequest(request)))));
    },
  });
  return { ...server, customerId, ledger: (address) => ledger.get(address) ?? NOTHING };
}

function sandboxRequest(
  { method, path: target, headers, body }: RawRequest,
  others: IncomingHttpHeaders = headers,
): SandboxRequest {
  const [path = '', query = ''] = target.split('?');
  return { method, path, query: new URLSearchParams(query), headers: others, body };
}

function rawAnswer({ status, headers, body = '' }: SandboxReply): RawAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: text };
}

const FRAMINGS: readonly Framing[] = ['length', 'chunked', 'close'];

/** A whole answer, in one piece or in two. */
function answer(socket: Socket, random: Random, reply: RawAnswer): void {
  const framing = random.pick(FRAMINGS);
  const bytes = encodeAnswer(reply, framing);
  const middle = random.chance(0.5) ? random.below(bytes.length) : bytes.length;
  socket.write(bytes.subarray(0, middle));
  socket.write(bytes.subarray(middle));
  if (framing === 'close') socket.end();
}
