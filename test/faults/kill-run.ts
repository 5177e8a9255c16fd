/** Processes that are killed while they add contacts under keys, and one that comes after them. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { AddContactCommand } from '../../src/domain/add-contact.js';
import { emailOf, keyOf } from '../support/keyed-stage.js';
import { LEDGER_PROVIDERS, startLedgerVendor, type WriteFault } from '../support/ledger-vendor.js';
import { Random } from '../support/raw-vendor.js';
import { commandOf, duplicatesOf } from './keyed-run.js';

const DEADLINE_MS = 1000;
/** A lease outlives the deadline by five seconds; who comes then finds nobody at work. */
const LEASES_OVER_MS = DEADLINE_MS + 5500;
const LANES = 8;
const LONGEST_LIFE_MS = 400;
const COMMANDS = 400;
const ROUNDS = 5;

const FAULTS: readonly WriteFault[] = [
  'none',
  'late answer',
  'late answer',
  'late answer',
  'cut before commit',
  'cut after commit',
  'failure after commit',
];

export interface Build {
  readonly url: string;
  remove(): void;
}

/** What is started is what the build makes, below the project so that it finds its packages. */
export function makeBuild(): Build {
  mkdirSync('dist', { recursive: true });
  const folder = mkdtempSync('dist/keyed-');
  writeFileSync(
    `${folder}/tsconfig.json`,
    JSON.stringify({
      extends: '../../tsconfig.build.json',
      compilerOptions: { rootDir: '../../src', outDir: '.' },
      include: ['../../src'],
    }),
  );
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder]);
  return {
    url: `${pathToFileURL(resolve(folder)).href}/`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

interface Fact {
  readonly started?: boolean;
  readonly key?: string;
  readonly told?: string;
  readonly contact?: string | null;
}

export interface Kills {
  readonly kills: number;
  /** Operations that a process had begun when it was killed, or before. */
  readonly operations: number;
  /** Those without an answer when their process was killed. */
  readonly unanswered: number;
  readonly duplicates: number;
  /** Operations that are not a contact in the end. */
  readonly lost: readonly string[];
  /** Answers that contradict the ledger. */
  readonly wrong: readonly string[];
}

export async function runKills(build: Build, storeUrl: string, kills: number, seed: number): Promise<Kills> {
  const vendor = await startLedgerVendor();
  vendor.fault = ({ email = '' }) => new Random(`${seed}/${email}/${vendor.writes(email)}`).pick(FAULTS);
  const random = new Random(`${seed}/kills`);
  const begun: { number: number; command: AddContactCommand }[] = [];
  const wrong: string[] = [];
  let answered = 0;
  let next = 1;

  const judge = ({ key, told, contact }: Fact, numbers: ReadonlyMap<string, number>): void => {
    const number = numbers.get(key ?? '');
    if (number === undefined) return;
    const commits = vendor.commits(emailOf(number));
    const isFalse =
      told === 'success' ? commits !== 1 || contact !== emailOf(number) : isNone(told) && commits > 0;
    if (isFalse) wrong.push(`operation ${number}, ${commits} added, ${told}`);
  };

  for (let kill = 0; kill < kills; kill += 1) {
    const batch = Array.from({ length: COMMANDS }, (_, index) => next + index);
    const commands = batch.map((number) => ({ number, command: commandOf(providerOf(number), number) }));
    const facts: Fact[] = [];
    const process = start(build, facts, { storeUrl, environment: vendor.environment, commands });
    await process.started;
    await setTimeout(random.below(LONGEST_LIFE_MS));
    process.child.kill('SIGKILL');
    await process.ended;
    const numbers = new Map(batch.map((number) => [keyOf(number), number]));
    for (const fact of facts) judge(fact, numbers);
    // A lane begins its next operation when the one before is answered.
    const told = facts.filter(({ key }) => key !== undefined).length;
    const count = Math.min(COMMANDS, told + LANES);
    begun.push(...commands.slice(0, count));
    answered += told;
    next += count;
  }

  // What comes after them has to wait for their leases first.
  await setTimeout(LEASES_OVER_MS);
  vendor.fault = () => 'none';
  const numbers = new Map(begun.map(({ number }) => [keyOf(number), number]));
  let open = begun;
  for (let round = 0; round < ROUNDS && open.length > 0; round += 1) {
    const facts: Fact[] = [];
    const settings = { storeUrl, environment: vendor.environment, commands: open, graceMs: 0 };
    await start(build, facts, settings).ended;
    for (const fact of facts) judge(fact, numbers);
    const known = new Set(facts.filter(({ told }) => told === 'success').map(({ key }) => key));
    open = open.filter(({ number }) => !known.has(keyOf(number)));
  }
  await vendor.close();
  return {
    kills,
    operations: begun.length,
    unanswered: begun.length - answered,
    duplicates: duplicatesOf(vendor, [...numbers.values()]),
    lost: open
      .map(({ number }) => number)
      .concat([...numbers.values()].filter((number) => vendor.commits(emailOf(number)) === 0))
      .map((number) => `${providerOf(number)} ${number}`),
    wrong,
  };
}

function providerOf(number: number) {
  // Operations 1 to 4 share their provider, so that one of them shares a customer too.
  const provider = LEDGER_PROVIDERS[((number - 1) >> 2) % LEDGER_PROVIDERS.length];
  if (!provider) throw new RangeError('There is no provider.');
  return provider;
}

function isNone(told: string | undefined): boolean {
  return told !== 'unknown' && told !== 'idempotency-conflict';
}

function start(
  build: Build,
  facts: Fact[],
  settings: {
    readonly storeUrl: string;
    readonly environment: Readonly<Record<string, string>>;
    readonly commands: readonly { readonly command: AddContactCommand }[];
    readonly graceMs?: number;
  },
): { child: ChildProcess; started: Promise<unknown>; ended: Promise<unknown> } {
  const commands = settings.commands.map(({ command }) => command);
  const task = JSON.stringify({ ...settings, commands, lanes: LANES, deadlineMs: DEADLINE_MS });
  const child = spawn(process.execPath, ['test/support/keyed-process.mjs', build.url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(task);
  const lines = createInterface({ input: child.stdout });
  const started = once(lines, 'line');
  // Of the last line a part may be missing.
  lines.on('line', (line) => line.endsWith('}') && facts.push(JSON.parse(line) as Fact));
  return { child, started, ended: Promise.all([once(lines, 'close'), once(child, 'exit')]) };
}
