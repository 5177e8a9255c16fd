/** A built subgraph as a separate process, as an operator starts it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { Build } from './build.js';

export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly [field: string]: unknown;
}

export interface SubgraphProcess {
  readonly url: string;
  /** Everything it has logged so far. */
  readonly lines: readonly LogLine[];
  /** Rejects unless it ends with 0. */
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** Variables of a process with a wrong clock. */
export function withClock(shiftMs: number): Readonly<Record<string, string>> {
  const shift = pathToFileURL('test/support/shifted-clock.mjs').href;
  return { NODE_OPTIONS: `--import=${shift}`, CLOCK_SHIFT_MS: String(shiftMs) };
}

/**
 * Passes only what finds programs from this process's environment: a developer's settings must not leak in.
 */
export async function startSubgraphProcess(
  { folder }: Pick<Build, 'folder'>,
  variables: Readonly<Record<string, string>>,
): Promise<SubgraphProcess> {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
  const child = spawn(process.execPath, [`${folder}/main.js`], {
    env: { PATH, HOME, NODE_COMPILE_CACHE, PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const ended = once(child, 'exit');
  const lines: LogLine[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    // Reads every line: a full pipe would block the process.
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as LogLine;
      lines.push(line);
      if (line.msg === 'listening') resolve(String(line.url));
    });
    void ended.then(([code]) => reject(new Error(`The subgraph ended with ${code}.`)));
  });
  return {
    url,
    lines,
    stop: async () => {
      child.kill('SIGTERM');
      const [code, signal] = await ended;
      process.off('exit', endWithUs);
      if (code !== 0) throw new Error(`The subgraph ended with ${code ?? signal}.`);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
      process.off('exit', endWithUs);
    },
  };
}
