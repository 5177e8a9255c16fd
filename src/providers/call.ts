/** The caller's request, after validation. */
import type { Decision } from '../mapping/decisions.js';
import type { StoredContact } from '../mapping/decode-contact.js';
import type { ContactChange, JsonObject } from '../model/contact.js';
import type { WriteOperation } from '../model/outcome.js';

export interface ProviderCall {
  /** Default: ADD. */
  readonly operation?: WriteOperation;
  readonly customerId: string;
  /** The provider-side id of the contact to change; absent for an add. */
  readonly externalId?: string;
  /** That contact's id in the graph. */
  readonly contactId?: string;
  /** That contact as read before the write. */
  readonly present?: StoredContact;
  /** Set if it is an update that began as an add, because the contact already existed. */
  readonly isOfAdd?: true;
  readonly input: ContactChange;
  /** The provider's options, with defaults from its settings. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The options that the caller gave. */
  readonly givenOptions: Readonly<Record<string, unknown>>;
  /**
   * The caller's key, or a random one. A vendor's own key is derived from it, so the vendor recognizes a
   * repeat.
   */
  readonly idempotencyKey: string;
  readonly hasCallerKey: boolean;
  /**
   * The run under the idempotency key, starting at 1. A vendor replays rejections too, so the run after a
   * rejection needs a new vendor key.
   */
  readonly run?: number;
  /** Correlates log lines. */
  readonly requestId: string;
  /** Wire name to value, as the field table encoded the input. */
  readonly wire: JsonObject;
  /** How each input value is handled. */
  readonly decisions: readonly Decision[];
  /** Same, if the add changes an existing contact; absent if it never does. */
  readonly asUpdate?: readonly Decision[] | undefined;
}

/** A call for an existing contact. */
export type ChangeCall = ProviderCall & Required<Pick<ProviderCall, 'externalId' | 'contactId' | 'present'>>;

export function isChangeCall(call: ProviderCall): call is ChangeCall {
  return call.externalId !== undefined && call.contactId !== undefined && call.present !== undefined;
}
