/** `npm run bench -- --short`: did a change make the subgraph more expensive? */
import { median } from './measure/median.ts';
import type { Figures, Stage } from './measure/stage.ts';
import { readRecorded } from './recorded.ts';
import { table } from './report/table.ts';
import { floor, subgraph } from './servers/contenders.ts';

const LOAD = { concurrency: 64, requests: 6000 };
/** Enough for the compiler to finish. */
const WARM_UP = { concurrency: 64, requests: 30_000 };

export async function runShort(stage: Stage, rounds: number): Promise<void> {
  const servers = [await stage.start(floor), await stage.start(subgraph)] as const;
  for (const server of servers) await stage.measure(server, WARM_UP);
  const ratios: number[] = [];
  const figures: [Figures, Figures][] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const ofFloor = await stage.measure(servers[0], LOAD);
    const ofSubgraph = await stage.measure(servers[1], LOAD);
    figures.push([ofFloor, ofSubgraph]);
    ratios.push(ofSubgraph.cpu / ofFloor.cpu);
  }
  print(figures, ratios);
}

function print(figures: readonly [Figures, Figures][], ratios: readonly number[]): void {
  const row = (title: string, index: 0 | 1) => {
    const values = figures.map((pair) => pair[index]);
    const cpu = values.map((value) => value.cpu);
    return [
      title,
      median(cpu).toFixed(0),
      `${Math.min(...cpu).toFixed(0)} to ${Math.max(...cpu).toFixed(0)}`,
      median(values.map(({ p50Ms }) => p50Ms)).toFixed(1),
      `${(median(values.map(({ busy }) => busy)) * 100).toFixed(0)} %`,
    ];
  };
  const headings = ['64 concurrent', 'CPU us/request', 'range', 'p50 ms', 'its core busy'];
  console.log(table(headings, [row('floor', 0), row('this subgraph', 1)]));
  const ratio = median(ratios);
  const range = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  console.log(`\n${ratio.toFixed(2)} times the floor (median of ${ratios.length} rounds, ${range})`);
  const recorded = readRecorded();
  if (!recorded) {
    console.log('Nothing is recorded to compare it with; a whole run does that.');
    return;
  }
  const moved = (ratio / recorded.ratio - 1) * 100;
  const direction = moved < 0 ? 'cheaper' : 'dearer';
  console.log(
    `${Math.abs(moved).toFixed(0)} % ${direction} than the recorded ${recorded.ratio.toFixed(2)} (${recorded.date}, Node ${recorded.node})`,
  );
}
