import type { CallBudget } from '../accounts/call-budget.js';
import type { ContactService } from '../contacts/contact-service.js';
import type { Caller } from '../model/caller.js';
import type { ProviderId } from '../model/contact.js';
import type { ContactLoaders } from './contact-loaders.js';

/** The outcome of one write for the log. It identifies neither the contact nor the customer. */
export interface ContactWrite {
  readonly operation: 'ADD' | 'UPDATE' | 'REMOVE';
  readonly provider: ProviderId;
  /** As metrics call it: never a name that only the request has. Absent for the default account. */
  readonly account?: string | undefined;
  /** The member of the union; none where a fault of ours left none. */
  result?: string;
  outcome: 'APPLIED' | 'NOT_APPLIED' | 'UNKNOWN';
  replayed: boolean;
  /** The token of the caller did not allow it. */
  readonly isForbidden?: true;
}

/** What resolvers get, made anew for each request. */
export interface GraphContext {
  readonly contacts: ContactService;
  readonly loaders: ContactLoaders;
  /** Shared by all fields of the request. */
  readonly calls: CallBudget;
  /** Absent where callers are not checked. */
  readonly caller?: Caller | undefined;
  /** Correlates the answer with the log. */
  readonly requestId: string;
  /** Filled by each write, in the order in which they began. */
  readonly writes: ContactWrite[];
}
