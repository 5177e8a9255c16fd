/** A running server under test, and what the operating system reports about it. */
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { request } from 'undici';
import { operation } from '../load/operations.ts';
import { cpuMicroseconds, readCpu, readMemory } from '../machine/accounting.ts';
import { Child } from '../machine/child.ts';
import { scratchFolder } from '../machine/scratch-folder.ts';
import { type Contender, environment, HEADERS, NODE_FLAGS } from './contenders.ts';

const START_MS = 30_000;
const POLL_MS = 2;

export interface RunningServer {
  readonly contender: Contender;
  readonly url: string;
  /** From process start to the first correct answer. */
  readonly startMs: number;
  /** Microseconds of user and system time that the server used while `work` ran. */
  cpu<T>(work: () => Promise<T>): Promise<{ readonly microseconds: number; readonly result: T }>;
  /** Resident memory in bytes. */
  memory(): number;
  /** Bytes retained after a collection, for a server that reports its memory. */
  heldMemory(): Promise<number>;
  stop(): Promise<void>;
}

/** Resolves after the server's first correct answer. */
export async function startServer(
  contender: Contender,
  vendors: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/graphql`;
  const startedAt = performance.now();
  const child = new Child({
    side: 'server',
    args: [...NODE_FLAGS, ...contender.args],
    env: { ...environment(port, scratchFolder()), ...vendors, ...contender.env },
    control: contender.tellsMemory ?? false,
  });
  try {
    await firstRightAnswer(contender, url, child, startedAt + START_MS);
  } catch (error) {
    await child.stop();
    throw error;
  }
  const startMs = performance.now() - startedAt;
  return {
    contender,
    url,
    startMs,
    async cpu(work) {
      const before = readCpu(child.pid);
      const result = await work();
      return { microseconds: cpuMicroseconds(before, readCpu(child.pid)), result };
    },
    memory: () => readMemory(child.pid),
    heldMemory: async () => (await child.ask<{ readonly bytes: number }>({})).bytes,
    stop: () => child.stop(),
  };
}

async function firstRightAnswer(
  { title, operation: name }: Contender,
  url: string,
  child: Child,
  until: number,
): Promise<void> {
  const { body, isRight } = operation(name, 1);
  let last = 'It did not listen.';
  while (performance.now() < until && !child.hasEnded) {
    try {
      const headers = { 'content-type': 'application/json', ...HEADERS };
      const reply = await request(url, { method: 'POST', headers, body: body(0), reset: true });
      last = await reply.body.text();
      if (reply.statusCode === 200 && isRight(last, 0)) return;
      // It listens but answers wrongly, so retrying would not help.
      break;
    } catch (error) {
      if (error instanceof SyntaxError) break;
      await setTimeout(POLL_MS);
    }
  }
  throw new Error(`"${title}" gave no right answer. ${last.slice(0, 1000)}\n${child.complaint}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return address.port;
}
