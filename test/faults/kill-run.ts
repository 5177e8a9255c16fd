/**
 * What runs of killed processes have in common: the vendor, the operations that were begun, and the judge of
 * answers.
 */
import type { AddContactCommand } from '../../src/contacts/commands.js';
import type { Build } from '../support/build.js';
import { emailOf } from '../support/keyed-stage.js';
import {
  type LedgerCall,
  type LedgerVendor,
  startLedgerVendor,
  type WriteFault,
} from '../support/ledger-vendor.js';
import { Random } from '../support/raw-vendor.js';

const FAULTS: readonly WriteFault[] = [
  'none',
  'late answer',
  'late answer',
  'late answer',
  'cut before commit',
  'cut after commit',
  'failure after commit',
];

/** An answer as a process told it. */
export interface Told {
  readonly key?: string;
  readonly told?: string;
  readonly contact?: string | null;
}

export interface Begun {
  readonly number: number;
  readonly command: AddContactCommand;
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
  /** What contradicts the ledger, and kills that were not at their point. */
  readonly wrong: { readonly number: number; readonly about: string }[] = [];
  /** What the vendor makes of the writes of single operations, by email address. */
  readonly faults = new Map<string, (before: number) => WriteFault | Promise<WriteFault>>();
  /** What has to be waited for before the vendor answers a read about a customer. */
  readonly reads = new Map<string, () => Promise<void>>();
  /** Told when a write of the operation is carried out, by email address. */
  readonly carriedOut = new Map<string, () => void>();

  private constructor(
    readonly build: Build,
    readonly storeUrl: string,
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
  }

  static async open(build: Build, storeUrl: string, seed: number): Promise<KillRun> {
    return new KillRun(build, storeUrl, seed, await startLedgerVendor());
  }

  /** From here on the vendor does not fail. */
  calm(): void {
    this.vendor.fault = () => 'none';
    this.vendor.reading = () => undefined;
  }

  judge({ key, told, contact }: Told): void {
    if (key === undefined) return;
    const number = numberOf(key);
    const commits = this.vendor.commits(emailOf(number));
    const isFalse =
      told === 'success' ? commits !== 1 || contact !== emailOf(number) : isNone(told) && commits > 0;
    if (isFalse) this.wrong.push({ number, about: `operation ${number}, ${commits} added, ${told}` });
  }

  countKill(point: string): void {
    this.kills.set(point, (this.kills.get(point) ?? 0) + 1);
  }
}

export function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('-') + 1));
}

function isNone(told: string | undefined): boolean {
  return told !== 'unknown' && told !== 'idempotency-conflict';
}
