/** The subgraph as a separate process whose event loop and memory are watched from outside. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Build } from '../support/build.js';

export interface Reading {
  /** CPU time of the longest turn of the event loop since the last reset. */
  readonly longestMs: number;
  readonly rssMb: number;
}

export interface WatchedSubgraph {
  readonly url: string;
  readonly port: number;
  isAlive(): boolean;
  reset(): Promise<Reading>;
  read(): Promise<Reading>;
  /** After a forced collection. */
  collect(): Promise<Reading>;
  stop(): Promise<void>;
}

export async function startWatchedSubgraph(
  { folder }: Build,
  variables: Readonly<Record<string, string>>,
): Promise<WatchedSubgraph> {
  const { PATH = '', HOME = '' } = process.env;
  const child = fork(`${folder}/main.js`, [], {
    execArgv: ['--expose-gc', '--import', resolve('test/hostile/watch.mjs')],
    env: { PATH, HOME, PORT: '0', STORE_URL: 'memory:', ...variables },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const ended = once(child, 'exit');
  const url = await new Promise<string>((found, reject) => {
    if (!child.stdout) throw new Error('The log of the subgraph cannot be read.');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { msg, url: address } = JSON.parse(line) as { msg: string; url: string };
      if (msg === 'listening') found(address);
    });
    void ended.then(([code]) => reject(new Error(`The subgraph ended with ${code}.`)));
  });
  const ask = async (question: string): Promise<Reading> => {
    const answer = once(child, 'message');
    child.send(question);
    return (await answer)[0] as Reading;
  };
  return {
    url,
    port: Number(new URL(url).port),
    isAlive: () => child.exitCode === null && child.signalCode === null,
    reset: () => ask('reset'),
    read: () => ask('read'),
    collect: () => ask('collect'),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      process.off('exit', endWithUs);
    },
  };
}
