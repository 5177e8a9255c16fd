/**
 * Plants the mistakes of `mutants.ts` one by one and names the test that fails for each: `npm run mutants`,
 * or with words of a name to run some of them. Exits with 1 when one survives, or when a test fails without a
 * mistake.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mutant, mutants } from './mutants.ts';

interface Results {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const scratch = mkdtempSync(join(tmpdir(), 'contacts-mutants-'));
let runs = 0;
/** A mistake may make a loop endless, which is noticed as well as by an assertion. */
const MAX_RUN_MS = 180_000;

/** The first failed test, or undefined when all passed. */
async function firstFailure(tests: readonly string[], mutant?: Mutant): Promise<string | undefined> {
  runs += 1;
  const outputFile = join(scratch, `${runs}.json`);
  const jest = spawn(
    process.execPath,
    [
      'node_modules/jest/bin/jest.js',
      ...['--config', 'test/mutants/jest.config.mjs', '--runInBand', '--silent'],
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
  if (signal === 'SIGKILL') return 'the tests never came to an end';
  if (!existsSync(outputFile)) throw new Error(`Jest wrote no results for ${tests.join(', ')}.`);
  const { success, testResults } = JSON.parse(readFileSync(outputFile, 'utf8')) as Results;
  if (success) return undefined;
  const failed = testResults.flatMap(({ assertionResults }) => assertionResults).find(isFailed);
  return (
    failed?.fullName ??
    testResults
      .map(({ message }) => message)
      .join('\n')
      .slice(0, 300)
  );
}

function isFailed({ status }: { readonly status: string }): boolean {
  return status === 'failed';
}

const words = process.argv.slice(2);
const chosen = mutants.filter(({ name }) => words.every((word) => name.includes(word)));
const survivors: Mutant[] = [];

async function tryAll(queue: Mutant[]): Promise<void> {
  for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
    const killer = await firstFailure(mutant.tests, mutant);
    if (killer === undefined) survivors.push(mutant);
    console.log(`${killer === undefined ? 'SURVIVED' : 'killed'}  ${mutant.name}  <-  ${killer ?? ''}`);
  }
}

try {
  const broken = await firstFailure([...new Set(chosen.flatMap(({ tests }) => tests))]);
  if (broken !== undefined) throw new Error(`A test fails without a mistake: ${broken}`);
  const queue = [...chosen];
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, () => tryAll(queue)));
  console.log(`${chosen.length - survivors.length} of ${chosen.length} killed`);
  if (survivors.length > 0) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
