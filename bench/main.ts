/** `npm run bench`: the subgraph's cost, compared with servers that do the same in other ways. */
import { spawnSync } from 'node:child_process';
import { hasAccounting } from './machine/accounting.ts';
import { unpinnedBecause } from './machine/cores.ts';
import { Stage } from './measure/stage.ts';
import { readOptions, USAGE, UsageError } from './options.ts';
import { runProfile } from './profile/run.ts';
import { runShort } from './short.ts';
import { runTelemetry } from './telemetry/run.ts';
import { runWhole } from './whole.ts';

try {
  const options = readOptions(process.argv.slice(2));
  if (!hasAccounting) throw new Error('The benchmark needs Linux: it reads /proc for what a process used.');
  if (unpinnedBecause !== undefined) {
    console.warn(`Nothing is pinned to cores, because ${unpinnedBecause}: the figures are worth less.\n`);
  }
  build();
  const stage = new Stage();
  try {
    if (options.profile) await runProfile(stage);
    else if (options.telemetry) await runTelemetry(stage, options.rounds);
    else if (options.short) await runShort(stage, options.rounds);
    else await runWhole(stage, options);
  } finally {
    await stage.close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error(`\n${USAGE}`);
  process.exitCode = 1;
}

function build(): void {
  const { status } = spawnSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The subgraph could not be built.');
}
