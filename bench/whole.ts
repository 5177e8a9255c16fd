/** `npm run bench`: everything, in one run. */
import { describeMachine } from './machine/describe.ts';
import { compare } from './measure/comparison.ts';
import { measureEntities } from './measure/entities.ts';
import { measureFlush } from './measure/flush.ts';
import { measureHeldMemory } from './measure/held-memory.ts';
import type { Stage } from './measure/stage.ts';
import { measureStarts } from './measure/starts.ts';
import { measureVariants } from './measure/variants.ts';
import type { Options } from './options.ts';
import { profile } from './profile/run.ts';
import { sections } from './report/sections.ts';
import { table } from './report/table.ts';
import { write } from './report/write.ts';
import type { Results } from './results.ts';
import { floor, subgraph, subgraphAsShipped } from './servers/contenders.ts';
import { preparePeers } from './servers/prepare-peers.ts';

export async function runWhole(stage: Stage, options: Options): Promise<void> {
  const { contenders, rounds } = options;
  const withPeers = contenders.some(({ isPeer }) => isPeer);
  if (withPeers) preparePeers();
  const began = performance.now();
  const report = (phase: string) => (text: string) => {
    const minutes = ((performance.now() - began) / 60_000).toFixed(1);
    console.log(`${minutes.padStart(5)} min  ${phase}: ${text}`);
  };

  const compared = await compare(stage, contenders, rounds, report('comparison'));
  report('starts')(`${rounds} of each`);
  const asShipped = contenders.map((contender) =>
    contender.name === 'subgraph' ? subgraphAsShipped : contender,
  );
  const starts = await measureStarts(stage, asShipped, rounds);
  report('memory')('65,000 requests, with collections that are forced');
  const held = await measureHeldMemory(stage, [floor, subgraph]);
  const flushMs = measureFlush();
  const variants = await measureVariants(stage, rounds, report('this subgraph'));
  report('entities')('100 references, vendors of 50 ms');
  const entities = await measureEntities(stage, withPeers);
  report('profile')('where the time goes');
  const { parts } = await profile(stage);

  const results: Results = {
    machine: describeMachine(),
    command: ['npm run bench', ...process.argv.slice(2)].join(' '),
    date: new Date().toISOString().slice(0, 10),
    rounds,
    compared,
    starts,
    held,
    variants,
    flushMs,
    entities,
    parts,
  };
  for (const { title, headings, rows, ...form } of sections(results)) {
    console.log(`\n${title}\n\n${table(headings, rows, form)}`);
  }
  if (options.write) write(results);
}
