/** Plays one fault on one call. How it looks is the vendor's word or, below that, the same for everybody. */
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import type { Fault, SandboxReply, SandboxRequest, SandboxVendor, WireFault } from './vendor.js';
import { cut, send, sendHalf } from './wire.js';

const WRITES_ONLY: ReadonlySet<Fault> = new Set<WireFault>([
  'CUT_BEFORE_COMMIT',
  'CUT_AFTER_COMMIT',
  'SERVER_ERROR_AFTER_COMMIT',
]);

/** What a proxy or load balancer in front of a vendor answers when it takes the request for a browser's. */
const HTML_PAGE: SandboxReply = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><html><head><title>One moment</title></head><body><h1>One moment, please</h1></body></html>',
};

/** The fault of a customer, if it has one and it applies to this kind of call. */
export function faultOf(
  vendor: SandboxVendor,
  subject: { customerId: string; write: boolean } | undefined,
): Fault | undefined {
  if (subject === undefined || !Object.hasOwn(vendor.faults, subject.customerId)) return undefined;
  const fault = vendor.faults[subject.customerId];
  return fault !== undefined && WRITES_ONLY.has(fault) && !subject.write ? undefined : fault;
}

/** Answers, or leaves unanswered, one call in the way of a fault. `closing` ends the wait of a slow answer. */
export async function playFault(
  fault: Fault,
  vendor: SandboxVendor,
  request: SandboxRequest,
  response: ServerResponse,
  { slowMs, closing }: { readonly slowMs: number; readonly closing: AbortSignal },
): Promise<void> {
  switch (fault) {
    case 'CUT_BEFORE_COMMIT':
      cut(response);
      return;
    case 'CUT_AFTER_COMMIT':
      vendor.handle(request);
      cut(response);
      return;
    case 'SERVER_ERROR_AFTER_COMMIT':
      vendor.handle(request);
      send(response, inTheVendorsWords(vendor, 'SERVER_ERROR'));
      return;
    case 'SLOW': {
      const reply = vendor.handle(request);
      await delay(slowMs, undefined, { ref: false, signal: closing });
      send(response, reply);
      return;
    }
    case 'HANG':
      vendor.handle(request);
      return;
    case 'HTML_REPLY':
      vendor.handle(request);
      send(response, HTML_PAGE);
      return;
    case 'TRUNCATED_REPLY':
      sendHalf(response, vendor.handle(request));
      return;
    default:
      send(response, inTheVendorsWords(vendor, fault));
  }
}

function inTheVendorsWords(vendor: SandboxVendor, fault: Exclude<Fault, WireFault>): SandboxReply {
  const reply = vendor.faultReply(fault);
  if (reply === undefined) throw new Error(`${vendor.key} has a customer for ${fault}, but no answer`);
  return reply;
}
