/** The caller's request, after the checks. */
import type { Decision } from '../mapping/decisions.js';
import type { StoredContact } from '../mapping/decode-contact.js';
import type { ContactChange, JsonObject } from '../model/contact.js';
import type { WriteOperation } from '../model/outcome.js';

export interface ProviderCall {
  /** An add unless something else is said. */
  readonly operation?: WriteOperation;
  readonly customerId: string;
  /** The provider's id of the contact that the call is about; absent for an add. */
  readonly externalId?: string;
  /** The id of that contact in the graph. */
  readonly contactId?: string;
  /** That contact as it was read before the write. */
  readonly present?: StoredContact;
  /** Whether it is an update that an add has become, because the contact was there. */
  readonly isOfAdd?: true;
  readonly input: ContactChange;
  /** The options of this provider, with the defaults of its settings where the caller gave none. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The options as the caller gave them. */
  readonly givenOptions: Readonly<Record<string, unknown>>;
  /**
   * The caller's key, or a random one. A vendor's own key follows from it, so the vendor can tell a repeat.
   */
  readonly idempotencyKey: string;
  readonly hasCallerKey: boolean;
  /**
   * Which run under the idempotency key this is, from 1. A vendor replays rejections too, so the run after a
   * rejection needs a new key at the vendor.
   */
  readonly run?: number;
  /** Correlates log lines. */
  readonly requestId: string;
  /** Wire name to value, as the field table encoded the input. */
  readonly wire: JsonObject;
  /** What becomes of each value of the input. */
  readonly decisions: readonly Decision[];
  /** What becomes of it where an add changes a contact that is there; absent where it never does. */
  readonly asUpdate?: readonly Decision[] | undefined;
}

/** A call about a contact that is there. */
export type ChangeCall = ProviderCall & Required<Pick<ProviderCall, 'externalId' | 'contactId' | 'present'>>;

export function isChangeCall(call: ProviderCall): call is ChangeCall {
  return call.externalId !== undefined && call.contactId !== undefined && call.present !== undefined;
}
