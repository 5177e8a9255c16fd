/** A process as keyed adds see it: the store and the vendor, until it dies at one of its calls. */

import { Accounts } from '../../src/accounts/accounts.js';
import type { AddContactCommand } from '../../src/contacts/commands.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import { IdempotentWrites } from '../../src/idempotency/attempts.js';
import type { AttemptStore } from '../../src/idempotency/store/store.js';
import { AttemptSweep } from '../../src/idempotency/sweep.js';
import type { AddedContact, Outcome } from '../../src/model/outcome.js';
import type { SeamVendor } from './seam-vendor.js';

export const DEADLINE_MS = 10_000;

/** The fault at the call with that number, counted from the next one. */
export interface Mishap {
  readonly at: number;
  /** Before: the call is not made. After: it is made, but its result is lost. */
  readonly when: 'before' | 'after';
  /** Only the store fails. */
  readonly what: 'dies' | 'store fails';
}

export class MortalProcess {
  readonly #service: ContactService;
  readonly #adds: IdempotentWrites;
  readonly #store: AttemptStore;
  readonly died: Promise<'died'>;
  isDead = false;
  #mishap: Mishap | undefined;
  #calls = 0;
  #die: () => void = () => {};

  /** `turn` is awaited before and after each call, so that a scheduler may choose. */
  constructor(
    store: AttemptStore,
    vendor: SeamVendor,
    private readonly turn: (what: string) => Promise<void> = async () => undefined,
  ) {
    this.died = new Promise((resolve) => {
      this.#die = () => resolve('died');
    });
    this.#store = this.#guarded(store, true);
    const accounts = new Accounts([this.#guarded(vendor, false)]);
    this.#adds = new IdempotentWrites(this.#store, accounts, DEADLINE_MS);
    this.#service = new ContactService(accounts, DEADLINE_MS, this.#adds);
  }

  add(command: AddContactCommand, mishap?: Mishap): Promise<Outcome<AddedContact> | 'died'> {
    this.#expect(mishap);
    return Promise.race([this.#service.add(command), this.died]);
  }

  /** One round; an error of a failing store is left to the next round. */
  async sweep(advance: (ms: number) => Promise<void>, mishap?: Mishap): Promise<void> {
    this.#expect(mishap);
    const sweep = new AttemptSweep(this.#store, this.#adds, {
      deadlineMs: DEADLINE_MS,
      intervalMs: 1,
      failed: () => undefined,
    });
    sweep.start();
    await advance(1);
    await Promise.race([sweep.stop(), this.died]);
  }

  #expect(mishap: Mishap | undefined): void {
    this.#mishap = mishap;
    this.#calls = 0;
  }

  #guarded<Target extends object>(target: Target, isStore: boolean): Target {
    return new Proxy(target, {
      get: (_, name) => {
        const real = target[name as keyof Target];
        if (typeof real !== 'function' || PURE.has(name)) return real;
        return (...given: unknown[]) =>
          this.#call(String(name), isStore, async () => real.apply(target, given));
      },
    });
  }

  async #call<Result>(name: string, isStore: boolean, work: () => Promise<Result>): Promise<Result> {
    await this.turn(`${name} begins`);
    const mishap = this.#mishap?.at === this.#calls ? this.#mishap : undefined;
    this.#calls += 1;
    if (mishap?.when === 'before') await this.#suffer(mishap, isStore);
    if (this.isDead) return never();
    const result = await work();
    await this.turn(`${name} ends`);
    if (mishap?.when === 'after') await this.#suffer(mishap, isStore);
    return this.isDead ? never() : result;
  }

  async #suffer({ what }: Mishap, isStore: boolean): Promise<void> {
    if (what === 'store fails') {
      if (isStore) throw new Error('the store is down');
      return;
    }
    this.isDead = true;
    this.#die();
    await never();
  }
}

/** Calls without I/O. */
const PURE: ReadonlySet<string | symbol> = new Set(['mayRepeatWrite', 'expected']);

/** A dead process does nothing more. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}
