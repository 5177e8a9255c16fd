/**
 * An emulated vendor whose connections break at random points: the emulator decides what it does, and each
 * byte it sends is counted. It knows what it carried out, regardless of the answers.
 */
import type { Socket } from 'node:net';
import type { SandboxReply, SandboxRequest } from '../../src/sandbox/kit/vendor.js';
import { emulators } from '../../src/sandbox/registry.js';
import type { Described } from './facts.js';
import { garbageFor, PROXY_PAGES, vendorAnswers } from './fault-answers.js';
import { FaultLedger } from './fault-ledger.js';
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

export interface FaultVendor extends Omit<RawServer, 'requests'> {
  /** The customer of all adds. */
  readonly customerId: string;
  readonly ledger: FaultLedger;
}

/** The fate of a complete write. Entries listed twice come twice as often. */
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

/** The fate of a read of a contact to change: each is equally frequent. */
const READ_FAULTS = ['cut before commit', 'cut in the answer', 'failure before commit'] as const;
const READ_FAULTS_SHARE = 0.1;

type Fault = (typeof FAULTS)[number] | 'silence';

/**
 * The same seed draws the same fault for the same operation, and the same faults for the n-th connection; the
 * scheduler decides which operation meets which connection.
 */
export async function startFaultVendor(
  { provider: { id }, facts }: Described,
  seed: number,
): Promise<FaultVendor> {
  const [[customerId] = ['']] = facts.sandbox.customers;
  const vendor = (await emulators[id]?.())?.createSandbox(fixtureEnvironment(''));
  if (!vendor) throw new Error(`${id} is not emulated.`);
  const ledger = new FaultLedger(vendor, id, customerId, seed);
  const draws = new WeakMap<Socket, Random>();
  const mistakes: unknown[] = [];

  const serve = async (request: SandboxRequest, socket: Socket): Promise<void> => {
    const found = ledger.subjectOf(request);
    if (!found) {
      socket.write(encodeAnswer(rawAnswer(vendor.handle(request))));
      return;
    }
    const { subject, isWrite } = found;
    const { address, faults, contact } = subject;
    await ledger.pass(subject, request);
    // A repeat meets another fault.
    const random = new Random([seed, address, ...(isWrite ? faults : ['read', subject.passed])].join('/'));
    const fault = isWrite ? drawFault(random) : drawReadFault(random);
    if (isWrite) faults.push(fault);
    await play(fault, socket, random, {
      garbage: garbageFor(subject),
      answers: (kind) => vendorAnswers(kind, request, { vendor, facts, ...(contact && { contact }) }),
      async commit() {
        if (!isWrite) return vendor.handle(request);
        const reply = ledger.carryOut(subject, request);
        await ledger.pass(subject, request);
        return reply;
      },
    });
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
      serve(sandboxRequest(request), socket).catch((mistake) => {
        mistakes.push(mistake);
        socket.destroy();
      });
    },
  });
  return {
    ...server,
    customerId,
    ledger,
    async close() {
      await server.close();
      if (mistakes.length > 0) throw mistakes[0];
    },
  };
}

interface Deeds {
  readonly garbage: readonly string[];
  /** Carries out the request. */
  commit(): Promise<SandboxReply>;
  answers(kind: 'refused' | 'undecided'): readonly SandboxReply[];
}

function drawFault(random: Random): Fault {
  // Rare, because each one takes a connection until the deadline.
  return random.chance(0.01) ? 'silence' : random.pick(FAULTS);
}

function drawReadFault(random: Random): Fault {
  return random.chance(READ_FAULTS_SHARE) ? random.pick(READ_FAULTS) : 'none';
}

async function play(fault: Fault, socket: Socket, random: Random, deeds: Deeds): Promise<void> {
  const { garbage, commit, answers } = deeds;
  const fail = () => answer(socket, random, random.pick([...PROXY_PAGES, ...answers('undecided')]));
  switch (fault) {
    case 'cut before commit':
      return hangUp(socket, random);
    case 'cut after commit':
      await commit();
      return hangUp(socket, random);
    case 'cut in the answer': {
      const bytes = encodeAnswer(rawAnswer(await commit()), random.pick(FRAMINGS));
      return hangUp(socket, random, bytes.subarray(0, random.below(bytes.length)));
    }
    case 'failure before commit':
      return fail();
    case 'failure after commit':
      await commit();
      return fail();
    case 'refusal':
      return answer(socket, random, random.pick(answers('refused')));
    case 'garbage before commit':
      return answer(socket, random, { status: 200, body: random.pick(garbage) });
    case 'garbage after commit':
      await commit();
      return answer(socket, random, { status: 200, body: random.pick(garbage) });
    case 'hang up after the answer':
      answer(socket, random, await commit());
      socket.end();
      return;
    case 'silence':
      if (random.chance(0.5)) await commit();
      return;
    case 'none':
      return answer(socket, random, await commit());
  }
}

function sandboxRequest({ method, path: target, headers, body }: RawRequest): SandboxRequest {
  const [path = '', query = ''] = target.split('?');
  return { method, path, query: new URLSearchParams(query), headers, body };
}

function rawAnswer({ status, headers, body = '' }: SandboxReply): RawAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: text };
}

const FRAMINGS: readonly Framing[] = ['length', 'chunked', 'close'];

/** A whole answer, in one piece or in two. */
function answer(socket: Socket, random: Random, reply: SandboxReply): void {
  const framing = random.pick(FRAMINGS);
  const bytes = encodeAnswer(rawAnswer(reply), framing);
  const middle = random.chance(0.5) ? random.below(bytes.length) : bytes.length;
  socket.write(bytes.subarray(0, middle));
  socket.write(bytes.subarray(middle));
  if (framing === 'close') socket.end();
}
