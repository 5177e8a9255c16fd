/** Log lines of an outage: the first failure, then one every ten seconds, and the end. */
import type { Logger } from 'pino';

const EVERY_MS = 10_000;

export class Outage {
  #failures = 0;
  #beganAt = 0;
  #silentUntil = 0;

  /** `ended` is the text of the last line; `now` is a clock in milliseconds. */
  constructor(
    private readonly log: Logger,
    private readonly now: () => number,
    private readonly ended: string,
    private readonly level: 'warn' | 'error' = 'error',
  ) {}

  failed(fields: object, text: string): void {
    const now = this.now();
    if (this.#failures === 0) this.#beganAt = now;
    this.#failures += 1;
    if (this.#failures > 1 && now < this.#silentUntil) return;
    this.#silentUntil = now + EVERY_MS;
    this.log[this.level]({ ...fields, failures: this.#failures }, text);
  }

  succeeded(): void {
    if (this.#failures === 0) return;
    this.log.warn({ failures: this.#failures, downMs: Math.round(this.now() - this.#beganAt) }, this.ended);
    this.#failures = 0;
  }
}
