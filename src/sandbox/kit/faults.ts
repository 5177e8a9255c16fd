/** Emulates one fault on one call: in the vendor's format, or on the connection, alike for all vendors. */
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import type { MaybeAsync, ScriptedFault } from './script.js';
import type {
  Fault,
  ReplyFault,
  SandboxReply,
  SandboxRequest,
  SandboxVendor,
  Subject,
  WireFault,
} from './vendor.js';
import { cut, send, sendHalf } from './wire.js';

const WRITES_ONLY: ReadonlySet<Fault> = new Set<WireFault>([
  'CUT_BEFORE_COMMIT',
  'CUT_AFTER_COMMIT',
  'SERVER_ERROR_AFTER_COMMIT',
]);

/** The answer of a proxy or load balancer that mistakes the request for a browser's. */
const HTML_PAGE: SandboxReply = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><html><head><title>One moment</title></head><body><h1>One moment, please</h1></body></html>',
};

/** The customer's fault, if it has one and it applies to this kind of call. */
export function faultOf(vendor: SandboxVendor, subject: Subject | undefined): Fault | undefined {
  if (subject === undefined || !Object.hasOwn(vendor.faults, subject.customerId)) return undefined;
  const fault = vendor.faults[subject.customerId];
  return fault !== undefined && WRITES_ONLY.has(fault) && !subject.write ? undefined : fault;
}

export interface FaultyCall {
  readonly vendor: SandboxVendor;
  readonly request: SandboxRequest;
  readonly response: ServerResponse;
  /** Makes the vendor apply the request. */
  readonly carryOut: () => MaybeAsync<SandboxReply>;
  /** The delay of a slow answer. */
  readonly slowMs: number;
  /** Aborts the delay of a late reply. */
  readonly closing: AbortSignal;
}

/** Answers a call as the fault requires, or leaves it unanswered. */
export async function emulateFault(fault: ScriptedFault, call: FaultyCall): Promise<void> {
  const { response, carryOut, closing } = call;
  const wait = (ms: number) => delay(ms, undefined, { ref: false, signal: closing });
  if (typeof fault === 'object') {
    if ('reply' in fault) return send(response, fault.reply);
    if ('delayMs' in fault) {
      const reply = await carryOut();
      await wait(fault.delayMs);
      return send(response, reply);
    }
    cut(response);
    await wait(fault.commitAfterMs);
    await carryOut();
    return;
  }
  switch (fault) {
    case 'CUT_BEFORE_COMMIT':
      return cut(response);
    case 'CUT_AFTER_COMMIT':
      await carryOut();
      return cut(response);
    case 'SERVER_ERROR_AFTER_COMMIT':
      await carryOut();
      return send(response, replyOf(call, 'SERVER_ERROR'));
    case 'SLOW':
      return emulateFault({ delayMs: call.slowMs }, call);
    case 'HANG':
      await carryOut();
      return;
    case 'HTML_REPLY':
      await carryOut();
      return send(response, HTML_PAGE);
    case 'TRUNCATED_REPLY':
      return sendHalf(response, await carryOut());
    default:
      return send(response, replyOf(call, fault));
  }
}

function replyOf({ vendor, request }: FaultyCall, fault: ReplyFault): SandboxReply {
  const reply = vendor.faultReply(fault, request);
  if (reply === undefined) throw new Error(`${vendor.key} has a customer for ${fault}, but no answer`);
  return reply;
}
