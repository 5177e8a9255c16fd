/** Actions of callers, processes, the vendor and the clock in sequence, as commands of a model-based test. */
import fc, { type Arbitrary, type AsyncCommand } from 'fast-check';
import type { Asked, KeyedWorld } from './keyed-world.js';
import type { Mishap } from './mortal-process.js';
import { SEAM_LISTS, SEAM_WRITES, type SeamList, type SeamWrite } from './seam-vendor.js';

/** The state is in the world; the model only keeps the day from ending, when answers expire. */
export interface Day {
  leftMs: number;
}

type Command = AsyncCommand<Day, KeyedWorld>;

/** How the vendor behaves from now on, until its script is over. */
export interface Script {
  readonly writes: readonly SeamWrite[];
  readonly lists: readonly SeamList[];
}

abstract class Checked implements Command {
  check(_day: Readonly<Day>): boolean {
    return true;
  }

  async run(day: Day, world: KeyedWorld): Promise<void> {
    await this.act(world, day);
    const wrong = world.contradictions();
    if (wrong.length > 0) throw new Error(wrong.join('; '));
  }

  abstract toString(): string;

  protected abstract act(world: KeyedWorld, day: Day): Promise<void>;
}

class Add extends Checked {
  constructor(
    private readonly asked: Asked,
    private readonly place: number,
    private readonly script: Script,
    private readonly mishap: Mishap | undefined,
  ) {
    super();
  }

  protected override async act(world: KeyedWorld): Promise<void> {
    play(world, this.script);
    await world.add(this.asked, this.place, this.mishap);
  }

  override toString(): string {
    const { key, variant } = this.asked;
    return `add(key ${key}, request ${variant}, process ${this.place}${told(this.script, this.mishap)})`;
  }
}

class Sweep extends Checked {
  constructor(
    private readonly place: number,
    private readonly script: Script,
    private readonly mishap: Mishap | undefined,
  ) {
    super();
  }

  protected override async act(world: KeyedWorld): Promise<void> {
    play(world, this.script);
    await world.sweep(this.place, this.mishap);
  }

  override toString(): string {
    return `sweep(process ${this.place}${told(this.script, this.mishap)})`;
  }
}

class Restart extends Checked {
  constructor(private readonly place: number) {
    super();
  }

  protected override async act(world: KeyedWorld): Promise<void> {
    world.restart(this.place);
  }

  override toString(): string {
    return `restart(process ${this.place})`;
  }
}

class Wait extends Checked {
  constructor(private readonly ms: number) {
    super();
  }

  override check({ leftMs }: Readonly<Day>): boolean {
    return this.ms <= leftMs;
  }

  protected override async act(world: KeyedWorld, day: Day): Promise<void> {
    day.leftMs -= this.ms;
    await world.clock.advance(this.ms);
  }

  override toString(): string {
    return `wait(${this.ms})`;
  }
}

function play({ vendor }: KeyedWorld, { writes, lists }: Script): void {
  vendor.writes.splice(0, vendor.writes.length, ...writes);
  vendor.lists.splice(0, vendor.lists.length, ...lists);
}

function told({ writes, lists }: Script, mishap: Mishap | undefined): string {
  const parts = [
    writes.length > 0 ? `writes ${writes.join(', ')}` : '',
    lists.length > 0 ? `lists ${lists.join(', ')}` : '',
    mishap ? `${mishap.what} ${mishap.when} call ${mishap.at}` : '',
  ];
  return parts.flatMap((part) => (part === '' ? [] : [`; ${part}`])).join('');
}

/** The vendor's faults for writes, and how it lists. */
export const script: Arbitrary<Script> = fc.record({
  writes: fc.array(fc.constantFrom(...SEAM_WRITES, ...SEAM_WRITES.filter(isCut)), { maxLength: 3 }),
  lists: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...SEAM_LISTS), { maxLength: 3 }) },
  ),
});

/** Writes that leave the outcome open are the most interesting ones. */
function isCut(write: SeamWrite): boolean {
  return [
    'cut before commit',
    'cut after commit',
    'late',
    'queued, then late',
    'failure that is kept',
  ].includes(write);
}

const mishap: Arbitrary<Mishap | undefined> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  {
    weight: 2,
    arbitrary: fc.record({
      at: fc.nat({ max: 9 }),
      when: fc.constantFrom('before' as const, 'after' as const),
      what: fc.constantFrom('dies' as const, 'dies' as const, 'store fails' as const),
    }),
  },
);

const place = fc.nat({ max: 1 });

export const asked: Arbitrary<Asked> = fc.record({
  key: fc.constantFrom(0, 0, 0, 1, 1, 2),
  variant: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
});

/** Around the limits that matter: polls, leases, checks, graces and the lifetime of a vendor's own keys. */
export const WAITS = [
  100, 1000, 8000, 16_000, 16_000, 31_000, 55_000, 61_000, 61_000, 113_000, 121_000, 121_000, 600_000,
  1_560_000,
] as const;

export const keyedCommands = fc.commands(
  [
    fc.tuple(asked, place, script, mishap).map((given) => new Add(...given)),
    fc.tuple(asked, place, script, mishap).map((given) => new Add(...given)),
    fc.tuple(place, script, mishap).map((given) => new Sweep(...given)),
    place.map((where) => new Restart(where)),
    fc.constantFrom(...WAITS).map((ms) => new Wait(ms)),
    fc.constantFrom(...WAITS).map((ms) => new Wait(ms)),
  ],
  { maxCommands: 25, size: 'max' },
);
