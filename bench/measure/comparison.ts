/** Compares the servers: all of them stay up, and each round measures one after the other. */
import type { Contender } from '../servers/contenders.ts';
import type { RunningServer } from '../servers/running-server.ts';
import { median } from './median.ts';
import type { Figures, Stage } from './stage.ts';

export const CONCURRENCIES = [1, 16, 64] as const;
export type Concurrency = (typeof CONCURRENCIES)[number];

/** For the cheap servers; see Contender.share. */
const REQUESTS: Readonly<Record<Concurrency, number>> = { 1: 2000, 16: 6000, 64: 10_000 };

/** Enough for the compiler to finish and the heap to reach its size under this load. */
const WARM_UP = 15_000;
/** Long enough to reveal a leak. */
const LONG_RUN = 50_000;
const SAMPLES = 50;

export interface Compared {
  readonly contender: Contender;
  /** Medians of the rounds. */
  readonly at: Readonly<Record<Concurrency, Figures & { readonly ratio: number }>>;
  readonly memory: LongRunMemory;
}

export interface LongRunMemory {
  /** Mean resident memory in bytes over each half of the requests after warming up. */
  readonly firstHalf: number;
  readonly secondHalf: number;
  /** At the end. */
  readonly last: number;
}

/** The first contender is the baseline for the others. */
export async function compare(
  stage: Stage,
  contenders: readonly Contender[],
  rounds: number,
  report: (text: string) => void,
): Promise<readonly Compared[]> {
  const servers: { server: RunningServer; memory: LongRunMemory; figures: RoundFigures[] }[] = [];
  for (const contender of contenders) {
    report(`${WARM_UP + LONG_RUN} requests to "${contender.title}"`);
    const server = await stage.start(contender);
    servers.push({ server, memory: await longRun(stage, server), figures: [] });
  }
  for (let round = 1; round <= rounds; round += 1) {
    report(`round ${round} of ${rounds}`);
    for (const { server, figures } of servers) {
      const inRound = {} as Record<Concurrency, Figures>;
      for (const concurrency of CONCURRENCIES) {
        const requests = REQUESTS[concurrency] * server.contender.share;
        inRound[concurrency] = await stage.measure(server, { concurrency, requests });
      }
      figures.push(inRound);
    }
  }
  for (const { server } of servers) await server.stop();
  const base = servers[0]?.figures ?? [];
  return servers.map(({ server, memory, figures }) => ({
    contender: server.contender,
    memory,
    at: Object.fromEntries(
      CONCURRENCIES.map((concurrency) => [concurrency, summarised(concurrency, figures, base)]),
    ) as unknown as Compared['at'],
  }));
}

async function longRun(stage: Stage, server: RunningServer): Promise<LongRunMemory> {
  const concurrency = 64;
  await stage.measure(server, { concurrency, requests: WARM_UP });
  const samples: number[] = [];
  for (let sample = 1; sample <= SAMPLES; sample += 1) {
    await stage.measure(server, { concurrency, requests: LONG_RUN / SAMPLES });
    samples.push(server.memory());
  }
  return {
    firstHalf: mean(samples.slice(0, SAMPLES / 2)),
    secondHalf: mean(samples.slice(SAMPLES / 2)),
    last: samples.at(-1) ?? Number.NaN,
  };
}

type RoundFigures = Readonly<Record<Concurrency, Figures>>;

/** The ratio is the median of the rounds' own ratios: a slow machine slows down both. */
function summarised(
  concurrency: Concurrency,
  rounds: readonly RoundFigures[],
  base: readonly RoundFigures[],
) {
  const figures = rounds.map((round) => round[concurrency]);
  const ratios = figures.map(({ cpu }, round) => cpu / (base[round]?.[concurrency].cpu ?? Number.NaN));
  return { ...medians(figures), ratio: median(ratios) };
}

export function medians(figures: readonly Figures[]): Figures {
  const of = (read: (value: Figures) => number) => median(figures.map(read));
  return {
    cpu: of(({ cpu }) => cpu),
    busy: of(({ busy }) => busy),
    p50Ms: of(({ p50Ms }) => p50Ms),
    p99Ms: of(({ p99Ms }) => p99Ms),
    seconds: of(({ seconds }) => seconds),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
