/** The benchmark's command line. */
import { parseArgs } from 'node:util';
import { type Contender, contenders } from './servers/contenders.ts';

export interface Options {
  /** Only this subgraph against the floor. */
  readonly short: boolean;
  readonly contenders: readonly Contender[];
  readonly rounds: number;
  /** Whether to write the figures into the docs. */
  readonly write: boolean;
  /** Shows where the time goes instead of how much it is. */
  readonly profile: boolean;
  /** Measures the cost of metrics and traces. */
  readonly telemetry: boolean;
}

export const USAGE = `npm run bench -- [options]

  --short          this subgraph against the floor, compared with the recorded ratio; under two minutes
  --profile        where the subgraph's time goes, by package; under a minute
  --telemetry      what metrics and traces cost, beside the subgraph without them; about two minutes
  --only a,b       these servers only: ${contenders.map(({ name }) => name).join(', ')}
  --rounds N       rounds of which the median counts, at least 3; 7 for --short and --telemetry, else 5
  --no-write       print only; a whole run also writes docs/performance.md, docs/performance.svg and bench/recorded.json`;

export class UsageError extends Error {}

export function readOptions(args: readonly string[]): Options {
  const { values } = parse(args);
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds >= 3 && rounds <= 101)) {
    throw new UsageError('--rounds takes a whole number from 3 to 101.');
  }
  const names = values.only?.split(',');
  const unknown = names?.find((name) => !contenders.some((contender) => contender.name === name));
  if (unknown !== undefined) throw new UsageError(`There is no server "${unknown}".`);
  if (names && !(names.includes('floor') && names.includes('subgraph'))) {
    throw new UsageError('--only needs floor and subgraph: everything is compared with them.');
  }
  const isPartial = names !== undefined || values.short || values.profile || values.telemetry;
  return {
    short: values.short,
    profile: values.profile,
    telemetry: values.telemetry,
    contenders: contenders.filter(({ name }) => names?.includes(name) ?? true),
    rounds: rounds ?? (values.short || values.telemetry ? 7 : 5),
    // A partial run's figures would end up beside older ones and be compared with them.
    write: !isPartial && !values['no-write'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        short: { type: 'boolean', default: false },
        profile: { type: 'boolean', default: false },
        telemetry: { type: 'boolean', default: false },
        only: { type: 'string' },
        rounds: { type: 'string' },
        'no-write': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
