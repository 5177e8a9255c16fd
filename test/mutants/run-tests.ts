/** A Jest run in a separate process, and its first failure. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './mutant.ts';

export interface Failure {
  /** Only an assertion catches a mistake: other failures may be the machine's. */
  readonly kind: 'ASSERTION' | 'TIMEOUT' | 'ENDLESS' | 'NO TEST RUN';
  readonly text: string;
}

export interface RunOptions {
  /** A folder for results. */
  readonly scratch: string;
  readonly mutant?: Mutant;
  readonly workers?: number;
}

interface Results {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Ends a run that a mistake made endless. The slowest one takes a tenth of it on an idle machine. */
const MAX_RUN_MS = 120_000;

let runs = 0;

/** Undefined when all tests passed. */
export async function firstFailure(
  tests: readonly string[],
  { scratch, mutant, workers }: RunOptions,
): Promise<Failure | undefined> {
  runs += 1;
  const outputFile = join(scratch, `${runs}.json`);
  const jest = spawn(
    process.execPath,
    [
      'node_modules/jest/bin/jest.js',
      ...['--config', 'test/mutants/jest.config.mjs', '--silent'],
      ...(workers === undefined ? ['--runInBand'] : ['--maxWorkers', String(workers)]),
      ...['--json', '--outputFile', outputFile, '--runTestsByPath', ...tests],
    ],
    {
      env: { ...process.env, ...(mutant && { MUTANT: JSON.stringify(mutant) }) },
      stdio: 'ignore',
      timeout: mutant ? MAX_RUN_MS : 0,
      killSignal: 'SIGKILL',
    },
  );
  const [, signal] = await once(jest, 'exit');
  if (signal === 'SIGKILL') return { kind: 'ENDLESS', text: `the run of ${tests.join(', ')}` };
  if (!existsSync(outputFile)) throw new Error(`Jest wrote no results for ${tests.join(', ')}.`);
  const results = JSON.parse(readFileSync(outputFile, 'utf8')) as Results;
  rmSync(outputFile);
  return results.success ? undefined : failureOf(results);
}

function failureOf({ testResults }: Results): Failure {
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .find(({ status }) => status === 'failed');
  if (!failed) {
    const text = testResults.map(({ message }) => message).join('\n');
    return { kind: 'NO TEST RUN', text: text.slice(0, 300) };
  }
  const isTimeout = failed.failureMessages.some((message) => message.includes('Exceeded timeout of'));
  return { kind: isTimeout ? 'TIMEOUT' : 'ASSERTION', text: failed.fullName };
}
