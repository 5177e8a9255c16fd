/**
 * One write: keeps its idempotency key through retries, reloads and unknown outcomes. The same request always
 * has the same key, an edited one a new key, and nothing is accepted while the outcome is unknown.
 */
import { type Clock, systemClock } from './clock.js';
import { digestOf, type KeptKey, KeptKeys, type KeyStorage } from './kept-key.js';
import {
  type Attempt,
  type NotSent,
  placeOf,
  type Result,
  type Transport,
  type WriteRequest,
} from './transport.js';
import { backoffMs, isUnknown, type Told, toldBy, type UnknownDetail } from './unknown.js';

export type SubmissionState =
  | { readonly phase: 'IDLE' }
  | { readonly phase: 'SENDING' }
  | ({ readonly phase: 'UNKNOWN'; readonly isLooking: boolean } & UnknownDetail)
  | { readonly phase: 'SETTLED'; readonly result: Result | NotSent }
  /** The key is unknown. `mayBeOld`: so long after the request that its outcome may have expired. */
  | { readonly phase: 'LOST'; readonly mayBeOld: boolean };

export interface SubmissionOptions<Request extends WriteRequest> {
  readonly transport: Transport<Request>;
  /** Where the key survives a reload: sessionStorage for one tab, localStorage for all of them. */
  readonly storage?: KeyStorage | undefined;
  /** The key's name there. Each form on a page needs its own. */
  readonly storageKey: string;
  /** A request still unknown after this time never arrived. Must exceed every timeout along the way. */
  readonly arrivesWithinMs?: number;
  readonly clock?: Clock;
  readonly newKey?: () => string;
}

/** A settled key expires after 24 hours. */
const REMEMBERED_MS = 24 * 3600 * 1000;
const MAX_SENDS = 4;

export class Submission<Request extends WriteRequest> {
  #state: SubmissionState = { phase: 'IDLE' };
  readonly #listeners = new Set<() => void>();
  readonly #keys: KeptKeys;
  readonly #transport: Transport<Request>;
  readonly #clock: Clock;
  readonly #newKey: () => string;
  readonly #arrivesWithinMs: number;
  /** The request as sent, until a reload. */
  #request: Request | undefined;
  #sends = 0;
  #looks = 0;
  /** The last answer that left the outcome open. */
  #told: Told | undefined;
  /**
   * Whether the key is known to have arrived. After that, do not resend: the store may have been lost since.
   */
  #hasArrived = false;
  /** Answers to actions before the last change of turn are ignored. */
  #turn = 0;
  #cancel = () => {};

  constructor(options: SubmissionOptions<Request>) {
    this.#transport = options.transport;
    this.#keys = new KeptKeys(options.storageKey, options.storage);
    this.#clock = options.clock ?? systemClock;
    this.#newKey = options.newKey ?? (() => crypto.randomUUID());
    this.#arrivesWithinMs = options.arrivesWithinMs ?? 60_000;
  }

  readonly getState = (): SubmissionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** While true, the form must not be edited. */
  get isFrozen(): boolean {
    return this.#state.phase === 'SENDING' || this.#state.phase === 'UNKNOWN';
  }

  /** The place of a request whose outcome was unknown when the page was left. */
  get openPlace(): KeptKey['place'] | undefined {
    return this.#keys.current?.isOpen ? this.#keys.current.place : undefined;
  }

  /** After a reload: checks an outcome that was unknown when the page was left. */
  async resume(): Promise<void> {
    if (this.#keys.current?.isOpen && !this.isFrozen) await this.#look();
  }

  /** Sends the request. Does nothing while another one is in flight or has an unknown outcome. */
  async submit(request: Request): Promise<void> {
    if (this.isFrozen || this.openPlace !== undefined) return;
    const turn = this.#begin({ phase: 'SENDING' });
    const kept = this.#keys.current;
    const isSame = kept && kept.digest === (await digestOf(request, kept.key));
    const key = isSame ? kept.key : this.#newKey();
    const digest = isSame ? kept.digest : await digestOf(request, key);
    if (turn !== this.#turn) return;
    this.#request = request;
    this.#sends = 0;
    this.#looks = 0;
    this.#told = undefined;
    this.#hasArrived = false;
    const place = placeOf(request);
    this.#keys.keep({ key, digest, place, sentAt: this.#clock.now(), isOpen: true });
    await this.#send(request, turn);
  }

  /** Resends the same request under its key, which finds the outcome or finishes the job. */
  async sendAgain(): Promise<void> {
    if (this.#state.phase !== 'UNKNOWN' || !this.#request) return;
    await this.#send(this.#request, this.#begin({ phase: 'SENDING' }));
  }

  /** Whether `sendAgain` can work: not after a reload, which loses the request. */
  get canSendAgain(): boolean {
    return this.#state.phase === 'UNKNOWN' && this.#request !== undefined;
  }

  /** Checks the outcome now rather than at `nextLookAt`. */
  async look(): Promise<void> {
    if (this.#state.phase === 'UNKNOWN' && !this.#state.isLooking) await this.#look();
  }

  /** Whether the outcome may never be known: another client may have changed the contact since. */
  get mayStayUnknown(): boolean {
    return this.#state.phase === 'UNKNOWN' && this.#hasArrived && this.#told?.decidedBy === undefined;
  }

  /** Stops checking such an outcome. The user must check the contact before sending anything else. */
  giveUp(): void {
    if (!this.mayStayUnknown) return;
    this.#close();
    this.#begin({ phase: 'IDLE' });
  }

  /** Clears a known outcome. The same request keeps its key unless it succeeded. */
  dismiss(): void {
    if (!this.isFrozen) this.#begin({ phase: 'IDLE' });
  }

  /** Stops the timer. `resume` continues. */
  pause(): void {
    this.#begin({ phase: 'IDLE' });
  }

  #begin(state: SubmissionState): number {
    this.#cancel();
    this.#turn += 1;
    this.#set(state);
    return this.#turn;
  }

  async #send(request: Request, turn: number): Promise<void> {
    const { current: kept } = this.#keys;
    if (!kept) return;
    this.#sends += 1;
    this.#keys.keep({ ...kept, sentAt: this.#clock.now() });
    const { key: idempotencyKey } = kept;
    let result: Result | NotSent;
    try {
      result = await this.#transport.send({ ...request, options: { ...request.options, idempotencyKey } });
    } catch {
      if (turn === this.#turn) this.#follow();
      return;
    }
    if (turn === this.#turn) this.#learn(result);
  }

  async #look(): Promise<void> {
    const kept = this.#keys.current;
    if (!kept) return;
    const turn = this.#begin({ ...this.#detail(), phase: 'UNKNOWN', isLooking: true });
    let attempt: Attempt | null;
    try {
      attempt = await this.#transport.look(kept.place, kept.key);
    } catch {
      if (turn === this.#turn) this.#follow();
      return;
    }
    if (turn !== this.#turn) return;
    if (!attempt) {
      await this.#notFound(kept);
      return;
    }
    this.#hasArrived = true;
    if (attempt.result) this.#learn(attempt.result);
    else this.#follow();
  }

  /** The request did not arrive, or has not yet. Under its key, resending is safe. */
  async #notFound({ sentAt }: KeptKey): Promise<void> {
    const ageMs = this.#clock.now() - sentAt;
    if (this.#request && !this.#hasArrived && this.#sends < MAX_SENDS) {
      await this.#send(this.#request, this.#begin({ phase: 'SENDING' }));
    } else if (ageMs < this.#arrivesWithinMs) {
      this.#follow();
    } else {
      this.#close();
      this.#begin({ phase: 'LOST', mayBeOld: ageMs >= REMEMBERED_MS });
    }
  }

  #learn(result: Result | NotSent): void {
    if (isUnknown(result)) {
      this.#hasArrived = true;
      this.#told = toldBy(result, this.#clock.now());
      this.#follow();
      return;
    }
    // The next write is a new one, even if equal; and another request's key is useless.
    const isForeign = 'conflict' in result && result.conflict === 'DIFFERENT_REQUEST';
    if (result.__typename.endsWith('Success') || isForeign) this.#keys.forget();
    else this.#close();
    this.#begin({ phase: 'SETTLED', result });
  }

  #follow(): void {
    const detail = this.#detail();
    this.#looks += 1;
    this.#begin({ ...detail, phase: 'UNKNOWN', isLooking: false });
    this.#cancel = this.#clock.after(detail.nextLookAt - this.#clock.now(), () => void this.#look());
  }

  /** Use an answer's time only once: if a check then shows nothing new, back off. */
  #detail(): UnknownDetail {
    const now = this.#clock.now();
    const { nextLookAt = 0, ...told } = this.#told ?? { possibleMatches: [] };
    return { ...told, nextLookAt: nextLookAt > now ? nextLookAt : now + backoffMs(this.#looks) };
  }

  #close(): void {
    const { current: kept } = this.#keys;
    if (kept) this.#keys.keep({ ...kept, isOpen: false });
  }

  #set(state: SubmissionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
