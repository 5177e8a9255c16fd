/** Test processes that get a task and report facts, one JSON line each. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface JsonProcess<Fact> {
  readonly child: ChildProcess;
  /** Everything it has reported so far. */
  readonly facts: readonly Fact[];
  /** Resolves at its first fact. */
  readonly started: Promise<unknown>;
  /** Resolves when it has ended and its last fact has arrived. */
  readonly ended: Promise<unknown>;
}

/** `told` is called with each fact as it arrives. */
export function startJsonProcess<Fact>(
  script: string,
  build: string,
  task: object,
  told: (fact: Fact) => void = () => undefined,
): JsonProcess<Fact> {
  const child = spawn(process.execPath, [script, build], { stdio: ['pipe', 'pipe', 'inherit'] });
  // A process killed immediately does not read its task.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(task));
  const facts: Fact[] = [];
  const lines = createInterface({ input: child.stdout });
  const started = once(lines, 'line');
  lines.on('line', (line) => {
    // The last line may be incomplete.
    if (!line.endsWith('}')) return;
    const fact = JSON.parse(line) as Fact;
    facts.push(fact);
    told(fact);
  });
  return { child, facts, started, ended: Promise.all([once(lines, 'close'), once(child, 'exit')]) };
}
