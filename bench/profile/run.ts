/** `npm run bench -- --profile`: where the subgraph's time goes, by the package whose code was running. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../machine/scratch-folder.ts';
import type { Stage } from '../measure/stage.ts';
import { table } from '../report/table.ts';
import { subgraph } from '../servers/contenders.ts';
import { attribute, type CpuProfile, type Times } from './cpu-profile.ts';

const WARM_UP = { concurrency: 64, requests: 30_000 };
const LOAD = { concurrency: 64, requests: 30_000 };
const FUNCTIONS = 30;

export interface Part {
  readonly name: string;
  /** Microseconds per request. */
  readonly microseconds: number;
  readonly share: number;
}

export interface Profile {
  /** Largest first. */
  readonly parts: readonly Part[];
  readonly functions: readonly Part[];
  /** CPU per request in microseconds, including the profiler's own. */
  readonly cpu: number;
}

export async function runProfile(stage: Stage): Promise<void> {
  const { parts, functions, cpu } = await profile(stage);
  console.log(
    `${cpu.toFixed(0)} us of CPU for a request at 64 concurrent, the profiler's own time included\n`,
  );
  const headings = ['code that was running', 'us/request', 'share'];
  console.log(table(headings, rows(parts.filter(({ share }) => share >= 0.005))));
  console.log(`\n${table(['function', 'us/request', 'share'], rows(functions.slice(0, FUNCTIONS)))}`);
}

export async function profile(stage: Stage): Promise<Profile> {
  const folder = scratchFolder();
  const profiled = { ...subgraph, args: ['--cpu-prof', `--cpu-prof-dir=${folder}`, ...subgraph.args] };
  const server = await stage.start(profiled);
  await stage.measure(server, WARM_UP);
  const measured = await stage.measure(server, LOAD);
  // It writes its profile on exit.
  await server.stop();
  const [file] = readdirSync(folder);
  if (file === undefined) throw new Error('The subgraph wrote no profile.');
  const written = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile;
  const { byPart, byFunction } = attribute(written, measured.seconds * 1e6);
  const { cpu } = measured;
  return { parts: toParts(byPart, cpu), functions: toParts(byFunction, cpu), cpu };
}

function toParts(times: Times, cpu: number): readonly Part[] {
  const busy = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .map(([name, time]) => ({ name, share: time / busy, microseconds: (time / busy) * cpu }))
    .sort((a, b) => b.share - a.share);
}

function rows(parts: readonly Part[]): string[][] {
  return parts.map(({ name, microseconds, share }) => [
    name,
    microseconds.toFixed(1),
    `${(share * 100).toFixed(1)} %`,
  ]);
}
