import type { CallBudget } from '../accounts/call-budget.js';
import type { ContactService } from '../contacts/contact-service.js';
import type { Caller } from '../model/caller.js';
import type { ProviderId } from '../model/contact.js';
import type { ContactLoaders } from './contact-loaders.js';

/** One write's outcome, for the log. Identifies neither the contact nor the customer. */
export interface ContactWrite {
  readonly operation: 'ADD' | 'UPDATE' | 'REMOVE';
  readonly provider: ProviderId;
  /** The metric label: never a name that only the request contains. Absent for the default account. */
  readonly account?: string | undefined;
  /** The union member; absent after an internal error. */
  result?: string;
  outcome: 'APPLIED' | 'NOT_APPLIED' | 'UNKNOWN';
  replayed: boolean;
  /** The caller's token did not permit it. */
  readonly isForbidden?: true;
}

/** The resolvers' context, created for each request. */
export interface GraphContext {
  readonly contacts: ContactService;
  readonly loaders: ContactLoaders;
  /** Shared by all fields of the request. */
  readonly calls: CallBudget;
  /** Set only if callers are authenticated. */
  readonly caller?: Caller | undefined;
  /** Correlates the response with the log. */
  readonly requestId: string;
  /** Appended by each write, in the order in which they began. */
  readonly writes: ContactWrite[];
}
