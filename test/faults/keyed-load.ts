/**
 * Callers that send keys while something else happens: new ones, and earlier ones again. Each key has one
 * contact in the end, the same every time it is sent.
 */
import { Random } from '../support/raw-vendor.js';
import { inTurn } from './keyed-run.js';

/** Concurrent callers. */
export const LANES = 8;

/** The answer to a key, and the id of its contact; undefined if there was none. */
export interface Answered {
  readonly id: string | undefined;
  readonly answer: unknown;
}

export class KeyedLoad {
  keys = 0;
  repeats = 0;
  /** Keys that did not return their contact in the end, or returned another one. */
  readonly lost: string[] = [];
  readonly #contacts = new Map<number, string>();
  readonly #random: Random;
  readonly #lanes: readonly Promise<void>[];
  #isOver = false;

  /** `send` sends the key with the number until it is answered. It begins immediately. */
  constructor(
    seed: string,
    private readonly send: (number: number) => Promise<Answered>,
  ) {
    this.#random = new Random(seed);
    this.#lanes = Array.from({ length: LANES }, () => this.#lane());
  }

  /** Whether an answer named a contact for the key. */
  isTold(number: number): boolean {
    return this.#contacts.has(number);
  }

  /** Ends the load and sends every key once more; returns the numbers of the keys. */
  async end(): Promise<readonly number[]> {
    this.#isOver = true;
    await Promise.all(this.#lanes);
    const numbers = Array.from({ length: this.keys }, (_, index) => index + 1);
    this.repeats += this.keys;
    await inTurn(numbers, (number) => this.#check(number), LANES);
    return numbers;
  }

  async #lane(): Promise<void> {
    while (!this.#isOver) {
      const told = [...this.#contacts.keys()];
      const isNew = told.length === 0 || this.#random.chance(0.5);
      if (isNew) this.keys += 1;
      else this.repeats += 1;
      await this.#check(isNew ? this.keys : this.#random.pick(told));
    }
  }

  async #check(number: number): Promise<void> {
    const { id, answer } = await this.send(number);
    const known = this.#contacts.get(number) ?? id;
    if (id === undefined || id !== known) {
      this.lost.push(`${number}: ${known} then ${JSON.stringify(answer)}`);
    } else this.#contacts.set(number, id);
  }
}
