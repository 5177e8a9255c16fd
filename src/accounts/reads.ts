/** Reads of a vendor: sends each one until it is answered, as long as the deadline and the retry budget allow. */
import { asObject } from '../mapping/field-table.js';
import { done, type Failure, failed, type Outcome } from '../model/outcome.js';
import type { Holds, ProviderReply, ProviderRequest, VendorReads } from '../providers/driver.js';
import { EndlessList } from '../providers/pages.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { isNotAdmitted } from './admission.js';
import type { CallGuard } from './call-budget.js';
import { type SafeReply, toReadFailure } from './classify.js';
import type { Exchange, VendorCall } from './exchange.js';
import { readRetryMs } from './retry.js';

export interface ReadCall extends VendorCall {
  readonly kind: 'read' | 'proof';
  /** Sent with all requests of the read. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Runs reads of the driver and turns what they could not get past into a failure. */
export async function readVendor<T>(
  exchange: Exchange,
  call: ReadCall,
  deadline: Deadline,
  work: (vendor: VendorReads) => Promise<T>,
  guard: CallGuard = (unguarded) => unguarded(),
): Promise<Outcome<T>> {
  const { headers } = call;
  const scoped = (request: ProviderRequest) =>
    headers ? { ...request, headers: { ...request.headers, ...headers } } : request;
  try {
    return done(
      await work({
        read: (request, holds, expects) =>
          guard(() => readOnce(exchange, call, scoped(request), deadline, holds, expects)),
      }),
    );
  } catch (error) {
    if (error instanceof ReadFailed) return failed(error.failure);
    if (error instanceof EndlessList) {
      return failed({ kind: 'unavailable', reason: error.problem, retryAfterSeconds: null });
    }
    throw error;
  }
}

/** Carries a failure of a call past the driver's own code to `readVendor`; nothing else throws or catches it. */
class ReadFailed extends Error {
  constructor(readonly failure: Failure) {
    super('read failed');
    this.name = 'ReadFailed';
  }
}

/** One request of a read with its retries. */
async function readOnce(
  exchange: Exchange,
  call: ReadCall,
  request: ProviderRequest,
  deadline: Deadline,
  holds: Holds = () => true,
  expects: (reply: ProviderReply) => boolean = () => false,
): Promise<ProviderReply | undefined> {
  const { budget, provider } = exchange;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await exchange.send(call, request, deadline);
    // Admission has weighed the deadline already.
    if (isNotAdmitted(answer)) throw new ReadFailed(answer.failure);
    const failure =
      'failure' in answer
        ? answer.failure
        : (toReadFailure(provider, answer) ?? unreadable(provider.name, answer.reply, holds));
    if (failure === undefined) {
      budget.earn();
      return (answer as SafeReply).reply;
    }
    if (failure === 'missing') return undefined;
    if (failure.kind === 'rejected' && expects((answer as SafeReply).reply)) {
      return (answer as SafeReply).reply;
    }
    const waitMs = readRetryMs(failure, attempt);
    if (waitMs === undefined || !budget.pays(waitMs, attempt, deadline)) throw new ReadFailed(failure);
    await deadline.clock.sleep(waitMs);
  }
}

/** A page of a proxy with status 200, or an answer of another form than documented. */
function unreadable(providerName: string, { json }: ProviderReply, holds: Holds): Failure | undefined {
  const body = asObject(json);
  const isAsked = typeof holds === 'function' ? body && holds(body) : Array.isArray(json) && holds.list(json);
  if (isAsked) return undefined;
  const reason = `${providerName} answered something else than what was asked for`;
  return { kind: 'unavailable', reason, retryAfterSeconds: null };
}
