/** Performs a change as its driver declares. */
import { type StoredContact, wholeRecord } from '../mapping/decode-contact.js';
import { limitViolations } from '../mapping/folds.js';
import { resend } from '../mapping/resend.js';
import type { JsonObject } from '../model/contact.js';
import type { Violation } from '../model/violation.js';
import type { ChangeCall } from './call.js';
import type { Provider } from './driver.js';
import type { ProviderReply } from './exchange.js';
import { clears } from './kit.js';
import type { ClearingRules, UpdateRules, WriteRules } from './write-rules.js';

/** The rules for a change that clears something, if the vendor has a separate call for it. */
export function clearingOf(update: UpdateRules | undefined, wire: JsonObject): ClearingRules | undefined {
  return clears(wire) ? update?.clearing : undefined;
}

/**
 * The wire record to send, where null clears a field, with all fields to resend; violations if the contact
 * cannot be changed this way.
 */
export function prepareChange(provider: Provider, call: ChangeCall): JsonObject | readonly Violation[] {
  const { update } = provider.write;
  const { wire, decisions, input, present } = call;
  const clearing = clearingOf(update, wire);
  const tooLong = limitViolations(decisions, clearing?.limits ?? {}, provider, wire);
  if (tooLong.length > 0) return tooLong;
  const named = clearing?.clearsEmptyTexts ? withoutEmptyTexts(wire) : wire;
  if (!update?.resends) return named;
  return resend(provider, update.resends, { input, present: wholeRecord(present), wire: named });
}

export function isViolations(prepared: JsonObject | readonly Violation[]): prepared is readonly Violation[] {
  return Array.isArray(prepared);
}

/** The contact in the answer to a change; undefined if the answer does not contain it. */
export function changedContact(
  { unwrap, update }: WriteRules,
  reply: ProviderReply,
  call: ChangeCall,
): StoredContact | undefined {
  const { present, wire } = call;
  const clearing = clearingOf(update, wire);
  if (!clearing) {
    const changed = unwrap(reply, call);
    return (
      changed && { ...(present.customerId !== undefined && { customerId: present.customerId }), ...changed }
    );
  }
  return clearing.confirms(reply, call) ? { ...present, record: { ...present.record, ...wire } } : undefined;
}

function withoutEmptyTexts(wire: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(wire).map(([name, value]) => [name, value === '' ? null : value]));
}
