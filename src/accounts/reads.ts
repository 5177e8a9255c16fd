/** Vendor reads: retries each until it is answered, within the deadline and the retry budget. */
import { done, type Failure, failed, type Outcome } from '../model/outcome.js';
import type { Provider } from '../providers/driver.js';
import type { ProviderReply, ProviderRequest } from '../providers/exchange.js';
import { EndlessList } from '../providers/pages.js';
import type { ParseBody, VendorReads } from '../providers/read-rules.js';
import type { Deadline } from '../vendor-http/deadline.js';
import { isNotAdmitted } from './admission.js';
import type { CallGuard } from './call-budget.js';
import type { ClassifiedReply } from './classify.js';
import type { Exchange, VendorCall } from './exchange.js';
import { toReadFailure } from './reply-failure.js';
import { readRetryMs } from './retry.js';

export interface ReadCall extends VendorCall {
  readonly kind: 'read' | 'check';
  /** Sent with every request of the read. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Runs a driver's reads and turns unrecoverable errors into a failure. */
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
        read: (request, parse, parseRejection) =>
          guard(() => readOnce(exchange, call, scoped(request), deadline, parse, parseRejection)),
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

/** Carries a call's failure past the driver's code to `readVendor`; nothing else throws or catches it. */
class ReadFailed extends Error {
  constructor(readonly failure: Failure) {
    super('read failed');
    this.name = 'ReadFailed';
  }
}

/** One request of a read, with its retries. */
async function readOnce<Value>(
  exchange: Exchange,
  call: ReadCall,
  request: ProviderRequest,
  deadline: Deadline,
  parse: ParseBody<Value>,
  parseRejection?: (reply: ProviderReply) => Value | undefined,
): Promise<Value | undefined> {
  const { budget, provider } = exchange;
  for (let attempt = 1; ; attempt += 1) {
    const result = await exchange.send(call, request, deadline, (answer) =>
      parsed(provider, answer, parse, parseRejection),
    );
    // Admission has already checked the deadline.
    if (isNotAdmitted(result)) throw new ReadFailed(result.failure);
    if (result.ok) {
      budget.earn();
      return result.value;
    }
    const waitMs = readRetryMs(result.failure, attempt);
    if (waitMs === undefined || !budget.pays(waitMs, attempt, deadline)) throw new ReadFailed(result.failure);
    await deadline.clock.sleep(waitMs);
  }
}

/** Undefined if the customer or contact does not exist. */
function parsed<Value>(
  provider: Provider,
  answer: ClassifiedReply,
  parse: ParseBody<Value>,
  parseRejection: (reply: ProviderReply) => Value | undefined = () => undefined,
): Outcome<Value | undefined> {
  const failure = toReadFailure(provider, answer);
  if (failure === 'missing') return done(undefined);
  if (failure) {
    const expected = failure.kind === 'rejected' ? parseRejection(answer.reply) : undefined;
    return expected === undefined ? failed(failure) : done(expected);
  }
  const value = parse(answer.reply.json);
  if (value !== undefined) return done(value);
  // A proxy's page with status 200, or an undocumented answer.
  const reason = `${provider.name} returned something other than the requested data`;
  return failed({ kind: 'unavailable', reason, retryAfterSeconds: null });
}
