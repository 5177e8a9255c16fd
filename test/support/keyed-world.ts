/**
 * Callers with keys, processes that share a store, one vendor and one clock. Keeps all answers, and compares
 * them with the vendor's contacts.
 */

import type { AddContactCommand } from '../../src/contacts/commands.js';
import { STORE_DOWN } from '../../src/idempotency/failures.js';
import { attemptId } from '../../src/idempotency/identity.js';
import type { Attempt, AttemptState, AttemptStore } from '../../src/idempotency/store/store.js';
import { TRANSITIONS } from '../../src/idempotency/transitions.js';
import { writeOutcome } from '../../src/model/errors.js';
import type { AddedContact, Failure, Outcome } from '../../src/model/outcome.js';
import type { Provider } from '../../src/providers/driver.js';
import { type Mishap, MortalProcess } from './mortal-process.js';
import type { PlayedClock } from './played-clock.js';
import { ACCOUNT, SeamVendor } from './seam-vendor.js';
import { MemoryStore } from './stores.js';

export interface Asked {
  readonly key: number;
  /** Requests of another variant are different ones. */
  readonly variant: number;
}

interface Told extends Asked {
  /** When the request was made and answered, counted in events. */
  readonly from: number;
  readonly to: number;
  readonly outcome: Outcome<AddedContact> | 'died';
}

const FINAL: ReadonlySet<AttemptState> = new Set(['SUCCEEDED', 'REJECTED', 'NOT_APPLIED']);

export class KeyedWorld {
  readonly vendor: SeamVendor;
  readonly told: Told[] = [];
  readonly processes: MortalProcess[] = [];
  /** State changes of attempts, which the stores themselves do not report. */
  readonly transitions: string[] = [];
  readonly #store: AttemptStore;
  readonly #asked: Asked[] = [];
  readonly #wrong: string[] = [];
  #events = 0;

  constructor(
    readonly provider: Provider,
    store: AttemptStore,
    readonly clock: PlayedClock,
    private readonly customerId: string,
    /** An even key and the next one add identical contacts. */
    private readonly hasTwins: boolean,
    private readonly turn?: (what: string) => Promise<void>,
  ) {
    // Leftovers of an earlier world must not run in this one.
    clock.forget();
    this.vendor = new SeamVendor(provider);
    this.#store = this.#watched(store);
    this.processes.push(this.#start(), this.#start());
  }

  #start(): MortalProcess {
    return new MortalProcess(this.#store, this.vendor, this.turn);
  }

  /** Ends a process and starts another one in its place. */
  restart(place: number): void {
    this.processes[place] = this.#start();
  }

  async add(asked: Asked, place: number, mishap?: Mishap): Promise<void> {
    const sent = this.vendor.sent.length;
    await this.clock.until(this.begin(asked, place, mishap));
    const { outcome } = this.told.at(-1) ?? {};
    if (outcome && isStoreDown(outcome) && this.vendor.sent.length > sent) {
      this.#wrong.push(`key ${asked.key} was sent although the store is down`);
    }
    if (this.processes[place]?.isDead) this.restart(place);
  }

  /** Another client adds a contact identical to that of the first key. */
  async addStranger(): Promise<void> {
    const { options, ...command } = this.#command({ key: 0, variant: 0 });
    const stranger = new MortalProcess(new MemoryStore(), this.vendor);
    const theirs = { ...options, idempotencyKey: keyOf(99) };
    await this.clock.until(stranger.add({ ...command, options: theirs, requestId: STRANGER }));
    this.vendor.sent.length = 0;
  }

  /** As `add`, but leaves advancing the clock to others. */
  async begin(asked: Asked, place: number, mishap?: Mishap): Promise<void> {
    this.#events += 1;
    const from = this.#events;
    this.#asked.push(asked);
    const outcome = (await this.processes[place]?.add(this.#command(asked), mishap)) ?? 'died';
    this.#events += 1;
    this.told.push({ ...asked, from, to: this.#events, outcome });
  }

  async sweep(place: number, mishap?: Mishap): Promise<void> {
    const round = this.processes[place]?.sweep((ms) => this.clock.advance(ms), mishap);
    await this.clock.until(round ?? Promise.resolve());
    if (this.processes[place]?.isDead) this.restart(place);
  }

  #command({ key, variant }: Asked): AddContactCommand {
    const content = this.contentOf({ key, variant });
    return {
      provider: this.provider.id,
      customerId: this.customerId,
      input: {
        firstName: `First${content}`,
        lastName: `Last${content}`,
        emails: [{ address: `${content}@example.com` }],
      },
      options: {
        idempotencyKey: keyOf(key),
      },
      requestId: `${key}/${variant}`,
    };
  }

  /** The content that distinguishes a contact from those of other requests. */
  contentOf({ key, variant }: Asked): string {
    return `k${this.hasTwins ? key - (key % 2) : key}v${variant}`;
  }

  attempt(key: number): Promise<Attempt | undefined> {
    return this.#store.get(attemptId(ACCOUNT, this.customerId, keyOf(key)));
  }

  /** Ledger contacts with the content that our requests added. */
  entered(content: string) {
    return this.vendor.ledger.filter(
      ({ contact, requestId }) =>
        requestId !== STRANGER && contact.emails[0]?.address === `${content}@example.com`,
    );
  }

  /** Lets the vendor be healthy and time pass until nothing is left to happen. */
  async settle(): Promise<void> {
    this.vendor.writes.length = 0;
    this.vendor.lists.length = 0;
    this.restart(0);
    for (const waitMs of [...Array<number>(10).fill(30_000), ...Array<number>(6).fill(3_700_000)]) {
      await this.clock.advance(waitMs);
      await this.sweep(0);
    }
  }

  /** Retries every key; returns those that the healthy vendor does not settle. */
  async unsettled(): Promise<string[]> {
    const open: string[] = [];
    for (const asked of distinct(this.told)) {
      await this.add(asked, 0);
      const { outcome } = this.told.at(-1) ?? {};
      const attempt = await this.attempt(asked.key);
      const isSettled = outcome && outcome !== 'died' && (outcome.ok || isSettling(outcome.failure));
      if (!isSettled && !(attempt && this.#isUnprovable(attempt))) {
        open.push(`key ${asked.key}: ${JSON.stringify(outcome)}`);
      }
    }
    return open;
  }

  /** Contradictions that must never occur. */
  contradictions(): string[] {
    return [
      ...this.#wrong,
      ...this.transitions.filter((change) => /^(SUCCEEDED|REJECTED) to (?!\1)/.test(change)),
      ...this.transitions.filter((change) => !IN_TABLE.has(change)),
      ...this.#doubled(),
      ...this.#false(),
    ];
  }

  /** Identical contacts belong to any of the keys that requested them, so they are counted together. */
  #doubled(): string[] {
    const variants = new Map<string, Set<string>>();
    for (const request of this.vendor.sent) {
      const [key = '', variant = ''] = request.split('/');
      variants.set(key, (variants.get(key) ?? new Set()).add(variant));
    }
    const wanting = Map.groupBy(this.#asked, (asked) => this.contentOf(asked));
    return [
      ...[...wanting].flatMap(([content, asked]) => {
        const present = this.entered(content).length;
        const keys = new Set(asked.map(({ key }) => key)).size;
        return present > keys ? [`${present} times ${content} for ${keys} keys`] : [];
      }),
      ...[...variants].filter(([, sent]) => sent.size > 1).map(([key]) => `key ${key} sent another request`),
    ];
  }

  #false(): string[] {
    const wrong: string[] = [];
    const contacts = new Map<string, number>();
    for (const [index, { key, variant, outcome }] of this.told.entries()) {
      if (outcome === 'died' || !outcome.ok) continue;
      const { id } = outcome.value.contact;
      const holder = contacts.get(id) ?? key;
      contacts.set(id, holder);
      if (holder !== key) wrong.push(`keys ${holder} and ${key} were told the same contact`);
      if (!this.entered(this.contentOf({ key, variant })).some(({ contact }) => contact.id === id)) {
        wrong.push(`key ${key} was told a contact that is not there`);
      }
      const later = this.told.slice(index + 1).filter((told) => told.key === key);
      for (const { outcome: next } of later) {
        if (next === 'died') continue;
        if (next.ok ? next.value.contact.id !== id : isNone(next))
          wrong.push(`key ${key} was told otherwise later`);
      }
    }
    return wrong;
  }

  /**
   * Untrue final states: a key whose last answer denied a contact, and that was not retried, must have none.
   */
  untruths(): string[] {
    const groups = new Map<string, number[]>();
    for (const { key } of this.told) {
      for (const { variant } of this.told.filter((told) => told.key === key)) {
        const content = this.contentOf({ key, variant });
        const keys = groups.get(content) ?? [];
        if (!keys.includes(key)) groups.set(content, [...keys, key]);
      }
    }
    return [...groups].flatMap(([content, keys]) => {
      const possible = keys.filter((key) => !this.#hasNone(key)).length;
      const present = this.entered(content).length;
      return present > possible ? [`${present} of ${content}, and ${possible} that may be`] : [];
    });
  }

  /** Whether the key's last answer denies a contact, and no process has run it since or meanwhile. */
  #hasNone(key: number): boolean {
    const asked = this.told.filter((told) => told.key === key && !isOtherRequest(told.outcome));
    return asked.some(
      ({ outcome, to }) =>
        outcome !== 'died' && isNone(outcome) && asked.every((other) => other.to <= to && other.from <= to),
    );
  }

  /** Keys whose outcome is unknown by the store. */
  async open(): Promise<string[]> {
    const keys = [...new Set(this.told.map(({ key }) => key))];
    const attempts = await Promise.all(keys.map((key) => this.attempt(key)));
    return attempts.flatMap((attempt, index) =>
      attempt && !FINAL.has(attempt.state) && !this.#isUnprovable(attempt)
        ? [`key ${keys[index]}: ${attempt.state}`]
        : [],
    );
  }

  /** Without the earlier list an existing contact confirms nothing, which is a promise too. */
  #isUnprovable({ evidence }: Attempt): boolean {
    const hasIds = typeof evidence?.beforeDigests === 'string';
    return evidence !== null && !hasIds && evidence.isGenerated === false;
  }

  #watched(store: AttemptStore): AttemptStore {
    const change: AttemptStore['change'] = async (id, epoch, what) => {
      const before = await store.get(id);
      const after = await store.change(id, epoch, what);
      if (before && after) this.transitions.push(`${before.state} to ${after.state}`);
      return after;
    };
    return new Proxy(store, {
      get(target, name) {
        const real = target[name as keyof AttemptStore];
        return name === 'change' ? change : (real as (...given: unknown[]) => unknown).bind(target);
      },
    });
  }
}

/** Every change that the table of transitions allows. */
const IN_TABLE = new Set(
  Object.values(TRANSITIONS).flatMap((row) =>
    row.from.map((from) => `${from} to ${'to' in row ? row.to : from}`),
  ),
);

/** Stands for a request id, for contacts that none of our requests added. */
const STRANGER = 'stranger';

function keyOf(key: number): string {
  return `key-of-operation-${key}`;
}

function distinct(told: readonly Told[]): Asked[] {
  const asked = new Map(told.map(({ key, variant }) => [`${key}/${variant}`, { key, variant }]));
  return [...asked.values()];
}

/** A rejection or a different request: once the first of its kind has it, nothing is left to find out. */
function isSettling({ kind }: Failure): boolean {
  return kind === 'rejected' || kind === 'idempotency-conflict';
}

function isOtherRequest(outcome: Told['outcome']): boolean {
  return (
    outcome !== 'died' &&
    !outcome.ok &&
    outcome.failure.kind === 'idempotency-conflict' &&
    outcome.failure.conflict === 'DIFFERENT_REQUEST'
  );
}

const storeDownReason = STORE_DOWN.kind === 'unavailable' ? STORE_DOWN.reason : '';

/**
 * Without its store the service reports on the current request only: it cannot know an earlier one under the
 * key.
 */
function isStoreDown(outcome: Told['outcome']): boolean {
  return (
    outcome !== 'died' &&
    !outcome.ok &&
    outcome.failure.kind === 'unavailable' &&
    outcome.failure.reason === storeDownReason
  );
}

/** Whether it denies a contact for the key. */
function isNone(outcome: Outcome<AddedContact>): boolean {
  const isAboutKey = !isOtherRequest(outcome) && !isStoreDown(outcome);
  return !outcome.ok && writeOutcome(outcome.failure) === 'NOT_APPLIED' && isAboutKey;
}
