/** Probes of facts that are inferred at several vendors. */
import type { JsonObject, JsonValue } from '../model/contact.js';
import type { ProviderReply } from './exchange.js';
import {
  confirmed,
  isSuccess,
  type Probe,
  type ProbeCalls,
  type ProbeVendor,
  refuted,
  Undecided,
  undecided,
} from './probe.js';

/** What the probe leaves behind. */
export function tidying({ remove }: ProbeCalls): string {
  return remove
    ? 'It removes what it adds.'
    : 'The vendor has no API call to remove a contact: it stays, and the next probe reuses it.';
}

/** Whether a change with the value clears the field. */
export function clears(calls: ProbeCalls, field: string, value: JsonValue, cleared: JsonValue): Probe {
  return {
    does: `Adds a contact, sets ${field}, sends the change that should clear it, and lists. ${tidying(calls)}`,
    async run(vendor) {
      const id = await calls.add(vendor);
      await changed(calls, vendor, id, { [field]: value });
      if (isNothing((await recordOf(calls, vendor, id))[field])) {
        return undecided(`${field} cannot be set, so there is nothing to clear.`);
      }
      const reply = await calls.change(vendor, id, { [field]: cleared });
      if (!isSuccess(reply)) return refuted(`The vendor rejects the change with status ${reply.status}.`);
      return isNothing((await recordOf(calls, vendor, id))[field])
        ? confirmed(`${field} has no value after the change.`)
        : refuted(`${field} still has a value after the change.`);
    },
  };
}

/** Whether a change preserves the fields that it does not name. */
export function keepsUnnamed(calls: ProbeCalls, kept: JsonObject, change: JsonObject): Probe {
  const names = Object.keys(kept).join(', ');
  return {
    does: `Adds a contact with ${names}, changes ${Object.keys(change).join(', ')} alone, and lists. ${tidying(calls)}`,
    async run(vendor) {
      const id = await calls.add(vendor, kept);
      const before = await recordOf(calls, vendor, id);
      await changed(calls, vendor, id, change);
      const after = await recordOf(calls, vendor, id);
      const lost = Object.keys(kept).filter(
        (name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]),
      );
      return lost.length === 0
        ? confirmed(`${names} did not change.`)
        : refuted(`${lost.join(', ')} changed, although the change does not name it.`);
    },
  };
}

/** Whether a list immediately shows a write that was answered. */
export function listIsCurrent(calls: ProbeCalls, change: JsonObject): Probe {
  const [name = ''] = Object.keys(change);
  return {
    does: `Adds a contact, changes ${name}, removes it if the vendor has a call for that, and lists after each step. ${tidying(calls)}`,
    async run(vendor) {
      const id = await calls.add(vendor);
      const added = (await calls.list(vendor)).get(id);
      if (!added) return refuted('The list does not contain a contact whose add succeeded.');
      await changed(calls, vendor, id, change);
      const after = await recordOf(calls, vendor, id);
      if (JSON.stringify(after[name]) !== JSON.stringify(change[name])) {
        return refuted('The list still shows the old value after a successful change.');
      }
      if (!calls.remove) return confirmed('The list shows an add and a change immediately.');
      if (!isSuccess(await calls.remove(vendor, id))) return undecided('The contact cannot be removed.');
      return (await calls.list(vendor)).has(id)
        ? refuted('The list still contains a contact whose removal succeeded.')
        : confirmed('The list shows an add, a change and a removal immediately.');
    },
  };
}

/** Whether a customer can have two contacts with the same values. */
export function keepsTwins(calls: ProbeCalls, values: JsonObject): Probe {
  return {
    does: `Adds two contacts with the same values and lists. ${tidying(calls)}`,
    async run(vendor) {
      const [first, second] = [await calls.add(vendor, values, 0), await calls.add(vendor, values, 1)];
      const ids = await calls.list(vendor);
      return first !== second && ids.has(first) && ids.has(second)
        ? confirmed('Both contacts exist.')
        : refuted('One of the two contacts does not exist.');
    },
  };
}

/** Whether a request for something nonexistent gets the answer that the driver expects. */
export function answers(
  does: string,
  ask: (vendor: ProbeVendor) => Promise<ProviderReply>,
  expected: string,
  isExpected: (reply: ProviderReply) => boolean,
): Probe {
  return {
    does,
    async run(vendor) {
      const reply = await ask(vendor);
      return isExpected(reply)
        ? confirmed(`The answer is ${expected}.`)
        : refuted(`The answer has status ${reply.status} and is not ${expected}.`);
    },
  };
}

/** A fact that no request can trigger: what to look for in the log of the service. */
export function watch(lookFor: string): Probe {
  return {
    does: 'Makes no call: no request can trigger it.',
    run: () => Promise.resolve(undecided(`No request can trigger it. Look in the log for ${lookFor}`)),
  };
}

/** How late a write may come, which no vendor documents. */
export function lateWrite(bound: string): Probe {
  return watch(`a contact that appeared more than ${bound} after its request was sent.`);
}

export async function recordOf(calls: ProbeCalls, vendor: ProbeVendor, id: string): Promise<JsonObject> {
  const record = (await calls.list(vendor)).get(id);
  if (!record) throw new Undecided("The list does not contain the probe's contact.");
  return record;
}

async function changed(
  calls: ProbeCalls,
  vendor: ProbeVendor,
  id: string,
  values: JsonObject,
): Promise<void> {
  const reply = await calls.change(vendor, id, values);
  if (!isSuccess(reply))
    throw new Undecided(`A change that should pass was rejected with status ${reply.status}.`);
}

function isNothing(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === '';
}
