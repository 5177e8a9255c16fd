/**
 * Another client changes contacts at random places of changes in flight: before a read, between a read and
 * the write, after the write and before its answer, and during reconciliation.
 */
import { supports } from '../../src/providers/driver.js';
import { describedAs } from '../support/facts.js';
import { FOREIGN_INPUTS } from '../support/keyed-writes.js';
import type { LedgerCall, LedgerVendor } from '../support/ledger-vendor.js';
import { Random } from '../support/raw-vendor.js';

const SHARE = 0.4;
/** Places of a change: most have a read, the write, its end and the check of its outcome. */
const PLACES = 6;

export class ForeignChanges {
  /** Places that a customer's contact has passed. */
  readonly #passed = new Map<string, number>();

  constructor(
    private readonly vendor: LedgerVendor,
    private readonly seed: number,
    private readonly isLeftAlone: (call: LedgerCall) => boolean = () => false,
  ) {}

  /** Happens before what the vendor does to writes at that time. */
  begin(): void {
    const { vendor } = this;
    const { fault, reading, carriedOut } = vendor;
    vendor.fault = async (call) => {
      await this.#pass(call);
      return fault(call);
    };
    vendor.reading = async (call) => {
      await this.#pass(call);
      return reading(call);
    };
    vendor.carriedOut = async (call) => {
      await this.#pass(call);
      await carriedOut?.(call);
    };
  }

  async #pass(call: LedgerCall): Promise<void> {
    if (this.isLeftAlone(call)) return;
    const { provider, customerId } = call;
    const name = `${provider} ${customerId}`;
    const passed = this.#passed.get(name) ?? 0;
    this.#passed.set(name, passed + 1);
    const random = new Random(`${this.seed}/${name}/elsewhere`);
    if (!random.chance(SHARE) || passed !== random.below(PLACES)) return;
    const [contactId] = this.vendor.ids(provider, customerId);
    if (contactId === undefined) return;
    const isRemoval = random.chance(0.2) && supports(describedAs(provider).provider, 'REMOVE');
    const input = random.pick(Object.values(FOREIGN_INPUTS));
    await this.vendor.changeElsewhere(call, { contactId, ...(!isRemoval && { input }) });
  }
}
