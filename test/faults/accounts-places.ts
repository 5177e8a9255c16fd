/** Twelve accounts, and what a run has done at each. */
import { accountPart, type ProviderId } from '../../src/model/contact.js';
import { providers } from '../../src/providers/registry.js';

/** Named accounts beside each default one: one, and a second at every fourth provider. */
export const ACCOUNTS: Readonly<Record<ProviderId, readonly string[]>> = Object.fromEntries(
  providers.map(({ id }, index) => [id, index % 4 === 0 ? ['eu', 'apac'] : ['eu']]),
);
export interface Added {
  readonly id: string;
  /** Every address it has had: an answer may predate a change. */
  readonly emails: string[];
  isRemoved: boolean;
  readonly variables: Readonly<Record<string, unknown>> & { readonly customerId: string };
  readonly key: string;
}

/** A write that succeeded. */
export interface Done {
  readonly id: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One account, the contacts added to it, and the accounts of the same vendor. */
export interface Place {
  readonly provider: ProviderId;
  readonly account: string | undefined;
  readonly part: string;
  /** Except removed ones. */
  readonly added: Added[];
  readonly done: Done[];
  readonly emails: Set<string>;
  readonly customers: Set<string>;
  begun: number;
  begunChanges: number;
  /** Ids. */
  readonly removed: Set<string>;
}

export function makePlaces(): readonly Place[] {
  return Object.entries(ACCOUNTS).flatMap(([provider, names]) =>
    [undefined, ...names].map(
      (account): Place => ({
        ...{ provider, account, part: accountPart({ provider, account }) },
        ...{ added: [], done: [], emails: new Set<string>(), customers: new Set<string>() },
        ...{ removed: new Set<string>(), begun: 0, begunChanges: 0 },
      }),
    ),
  );
}
