/** Processes of the tests' own that are given a task and tell facts, one JSON line each. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface JsonProcess<Fact> {
  readonly child: ChildProcess;
  /** What it has told so far. */
  readonly facts: readonly Fact[];
  /** Resolves at its first fact. */
  readonly started: Promise<unknown>;
  /** Resolves when it has ended and its last fact is here. */
  readonly ended: Promise<unknown>;
}

/** `told` hears each fact as it comes. */
export function startJsonProcess<Fact>(
  script: string,
  build: string,
  task: object,
  told: (fact: Fact) => void = () => undefined,
): JsonProcess<Fact> {
  const child = spawn(process.execPath, [script, build], { stdio: ['pipe', 'pipe', 'inherit'] });
  // One that is killed at once does not read its task.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(task));
  const facts: Fact[] = [];
  const lines = createInterface({ input: child.stdout });
  const started = once(lines, 'line');
  lines.on('line', (line) => {
    // Of the last line a part may be missing.
    if (!line.endsWith('}')) return;
    const fact = JSON.parse(line) as Fact;
    facts.push(fact);
    told(fact);
  });
  return { child, facts, started, ended: Promise.all([once(lines, 'close'), once(child, 'exit')]) };
}
