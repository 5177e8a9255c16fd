/** Processes that the benchmark starts. None outlives it, however it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { pinned, type Side } from './cores.ts';

const STOP_MS = 10_000;
/** Enough of a process's output to show why it failed to start. */
const MAX_COMPLAINT = 4000;

export interface ChildOptions {
  readonly side: Side;
  /** Arguments of `node`. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Whether to open a channel to it; a server under test must not notice that it is one. */
  readonly control?: boolean;
}

const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(130));
}

export class Child {
  readonly #process: ChildProcess;
  #complaint = '';

  constructor({ side, args, env = {}, cwd, control = false }: ChildOptions) {
    const [file, ...rest] = pinned(side, [process.execPath, ...args]);
    this.#process = spawn(file, rest, {
      ...(cwd !== undefined && { cwd }),
      // None of the caller's own settings, which would affect the measurement.
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
      // The log is discarded, but still written.
      stdio: ['ignore', 'ignore', 'pipe', ...(control ? (['ipc'] as const) : [])],
    });
    running.add(this.#process);
    this.#process.once('exit', () => running.delete(this.#process));
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = (this.#complaint + text).slice(-MAX_COMPLAINT);
    });
  }

  /** `taskset` becomes the process that it starts, so this is the server's own pid. */
  get pid(): number {
    const { pid } = this.#process;
    if (pid === undefined) throw new Error('The process could not be started.');
    return pid;
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** Its standard error output. */
  get complaint(): string {
    return this.#complaint.trim();
  }

  /** One question at a time: the next message is the answer. */
  async ask<T>(question: object): Promise<T> {
    const ended = new AbortController();
    const exit = once(this.#process, 'exit', { signal: ended.signal }).then(
      () => {
        throw new Error(`A process of the benchmark ended. ${this.complaint}`);
      },
      () => undefined as never,
    );
    try {
      const answered = once(this.#process, 'message', { signal: ended.signal });
      answered.catch(() => {});
      this.#process.send(question);
      const [answer] = (await Promise.race([answered, exit])) as [T | { readonly problem: string }];
      if (typeof answer === 'object' && answer !== null && 'problem' in answer)
        throw new Error(answer.problem);
      return answer as T;
    } finally {
      ended.abort();
    }
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const exit = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    const late = new AbortController();
    const killed = setTimeout(STOP_MS, undefined, { signal: late.signal }).then(
      () => this.#process.kill('SIGKILL'),
      () => false,
    );
    await exit;
    late.abort();
    await killed;
  }
}
