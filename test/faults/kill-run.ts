/**
 * The common parts of runs with killed processes: the vendor, the operations begun, and the check of answers.
 */
import type { Build } from '../support/build.js';
import type { KeyedWrite } from '../support/keyed-writes.js';
import {
  type LedgerCall,
  type LedgerVendor,
  startLedgerVendor,
  type WriteFault,
} from '../support/ledger-vendor.js';
import { Random } from '../support/raw-vendor.js';
import { ForeignChanges } from './foreign-changes.js';
import type { Kind } from './keyed-run.js';
import { contradictionOf, type Told as ToldOfWrite } from './ledger-check.js';

const FAULTS: readonly WriteFault[] = [
  'none',
  'late answer',
  'late answer',
  'late answer',
  'cut before commit',
  'cut after commit',
  'failure after commit',
];

/** A process's answer. */
export interface Told extends Partial<ToldOfWrite> {
  readonly number?: number;
}

export interface Begun {
  readonly write: KeyedWrite;
  /** Where its process was killed. */
  readonly point: string;
  /** Whether its last request had an answer by then. */
  readonly answered: boolean;
}

export class KillRun {
  readonly startedAt = performance.now();
  readonly begun: Begun[] = [];
  /** Kills at each point. */
  readonly kills = new Map<string, number>();
  /** Contradictions of the ledger, and kills that missed their point. */
  readonly wrong: { readonly number: number; readonly about: string }[] = [];
  /** The faults of single operations' writes, by email address. */
  readonly faults = new Map<string, (before: number) => WriteFault | Promise<WriteFault>>();
  /** Awaited before the vendor answers a read about a customer. */
  readonly reads = new Map<string, () => Promise<void>>();
  /** Called when a write of the operation is carried out, by email address. */
  readonly carriedOut = new Map<string, () => void>();
  /** Customers whose only faults are those of a point. */
  readonly played = new Set<string>();
  readonly #writes = new Map<number, KeyedWrite>();

  private constructor(
    readonly build: Build,
    readonly storeUrl: string,
    readonly kind: Kind,
    readonly seed: number,
    readonly vendor: LedgerVendor,
  ) {
    vendor.fault = ({ email = '' }: LedgerCall) => {
      const before = vendor.writes(email) - 1;
      const fault = this.faults.get(email);
      return fault ? fault(before) : new Random(`${seed}/${email}/${before}`).pick(FAULTS);
    };
    vendor.reading = async ({ provider, customerId }) => {
      await this.reads.get(`${provider} ${customerId}`)?.();
      return undefined;
    };
    vendor.carriedOut = ({ email = '' }) => this.carriedOut.get(email)?.();
    const isPlayed = ({ provider, customerId }: LedgerCall) => this.played.has(`${provider} ${customerId}`);
    if (kind === 'changes') new ForeignChanges(vendor, seed, isPlayed).begin();
  }

  static async open(build: Build, storeUrl: string, kind: Kind, seed: number): Promise<KillRun> {
    return new KillRun(build, storeUrl, kind, seed, await startLedgerVendor());
  }

  /** The write is about to be sent, possibly more than once. */
  know(write: KeyedWrite): void {
    this.#writes.set(write.number, write);
  }

  /** From here on the vendor is healthy. */
  calm(): void {
    this.vendor.fault = () => 'none';
    this.vendor.reading = () => undefined;
  }

  judge({ number, told, ...rest }: Told): void {
    const write = number !== undefined && this.#writes.get(number);
    if (!write || told === undefined) return;
    const about = contradictionOf(write, { told, ...rest }, this.vendor);
    if (about) this.wrong.push({ number: write.number, about });
  }

  countKill(point: string): void {
    this.kills.set(point, (this.kills.get(point) ?? 0) + 1);
  }
}
