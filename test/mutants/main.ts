/**
 * Plants the mistakes of `mutants.ts` one by one and prints the assertion that catches each: `npm run
 * mutants`, or with words of a name to run some of them. Exits with 1 if one survives, and when a test fails
 * without a mistake.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';
import { firstFailure } from './run-tests.ts';

const AT_ONCE = Math.min(2, availableParallelism());
const words = process.argv.slice(2);
const chosen = mutants.filter(({ name }) => words.every((word) => name.includes(word)));
// Without a test file Jest would run all.
if (chosen.length === 0) throw new Error(`No mistake is named so: ${words.join(' ')}`);
const unnoticed: Mutant[] = [];
const scratch = mkdtempSync(join(tmpdir(), 'contacts-mutants-'));

async function tryAll(queue: Mutant[]): Promise<void> {
  for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
    const startedAt = performance.now();
    const failure = await firstFailure([mutant.test], { scratch, mutant });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(5);
    const isKilled = failure?.kind === 'ASSERTION';
    if (!isKilled) unnoticed.push(mutant);
    const result = isKilled ? 'killed' : (failure?.kind ?? 'SURVIVED');
    console.log(`${result}  ${seconds} s  ${mutant.name}  <-  ${failure?.text ?? mutant.test}`);
  }
}

try {
  const startedAt = performance.now();
  const broken = await firstFailure([...new Set(chosen.map(({ test }) => test))], {
    scratch,
    workers: AT_ONCE,
  });
  if (broken !== undefined) throw new Error(`A test fails without a mistake: ${broken.text}`);
  const queue = [...chosen];
  await Promise.all(Array.from({ length: AT_ONCE }, () => tryAll(queue)));
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
  console.log(`${chosen.length - unnoticed.length} of ${chosen.length} killed in ${minutes} minutes`);
  if (unnoticed.length > 0) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
