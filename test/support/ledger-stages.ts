/** Processes of the service on one vendor that keeps what it receives. */
import { afterEach, beforeEach } from '@jest/globals';
import type { AddContactCommand } from '../../src/contacts/commands.js';
import type { Attempt } from '../../src/idempotency/store/store.js';
import { decideInput } from '../../src/mapping/decide.js';
import { bodyOf } from '../../src/mapping/folds.js';
import type { ContactInput, JsonObject, ProviderId } from '../../src/model/contact.js';
import { providers } from '../../src/providers/registry.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { describedAs } from './facts.js';
import {
  attemptIdOf,
  command,
  type KeyedStage,
  type KeyedStageOptions,
  openKeyedStage,
} from './keyed-stage.js';
import { type LedgerVendor, startLedgerVendor, type WriteFault } from './ledger-vendor.js';
import type { RawAnswer } from './raw-vendor.js';
import { SkippingClock } from './skipping-clock.js';

/** Where only the customer's contacts show the outcome of a request. */
export const BY_DIFFERENCE: readonly ProviderId[] = providers
  .filter(({ idempotency }) => !idempotency.vendorKey && !idempotency.contactIdOf)
  .map(({ id }) => id);

/** The values of another client's create, for a contact like that of the command with number 1. */
export function likeFirstContact(provider: ProviderId, changes: Partial<ContactInput> = {}): JsonObject {
  const { input } = command(provider, 1);
  return bodyOf(decideInput({ ...input, ...changes }, describedAs(provider).provider));
}

/** A vendor, and no process yet, for each test of the calling file or group. */
export function useLedgerStages(): LedgerStages {
  const stages = new LedgerStages();
  beforeEach(() => stages.start());
  afterEach(() => stages.stop());
  return stages;
}

export class LedgerStages {
  #vendors: LedgerVendor[] = [];
  #stages: KeyedStage[] = [];

  async start(): Promise<void> {
    await this.startVendor();
  }

  async stop(): Promise<void> {
    const stages = this.#stages.splice(0);
    await Promise.all(stages.map(({ accounts }) => accounts.destroy()));
    await Promise.all(stages.map(({ store }) => store.close()));
    await Promise.all(this.#vendors.splice(0).map((vendor) => vendor.close()));
  }

  /** The default vendor. */
  get vendor(): LedgerVendor {
    const [vendor] = this.#vendors;
    if (!vendor) throw new Error('There is a vendor during tests only.');
    return vendor;
  }

  /** Another one. */
  async startVendor(): Promise<LedgerVendor> {
    const vendor = await startLedgerVendor();
    this.#vendors.push(vendor);
    return vendor;
  }

  /**
   * Another process. Its waits take no time unless a clock is given; waits for another caller need a real
   * one.
   */
  open(options: KeyedStageOptions = {}, environment = this.vendor.environment): KeyedStage {
    const stage = openKeyedStage(environment, { clock: new SkippingClock(), ...options });
    this.#stages.push(stage);
    return stage;
  }

  /** Plays the faults in sequence, then none. */
  play(...faults: (WriteFault | RawAnswer)[]): void {
    this.vendor.fault = () => faults.shift() ?? 'none';
  }

  idOf(command: AddContactCommand): string {
    return attemptIdOf(this.vendor.environment, command);
  }

  async attemptOf({ store }: KeyedStage, command: AddContactCommand): Promise<Attempt> {
    const attempt = await store.get(this.idOf(command));
    if (!attempt) throw new Error('There is no such attempt.');
    return attempt;
  }

  /** Settles an attempt like a process's sweep; its earlier owner is gone. */
  async lookAfter(stage: KeyedStage, command: AddContactCommand): Promise<Attempt> {
    const { id, epoch } = await this.attemptOf(stage, command);
    const taken = await stage.store.change(id, epoch, { lease: { owner: 'sweep', ms: 10_000 } });
    if (!taken) throw new Error('Somebody else has the attempt.');
    return stage.adds.resolve(taken, new Deadline(2000));
  }
}
