import type { ContactService } from '../domain/add-contact.js';

/** What resolvers get, made anew for each request. */
export interface GraphContext {
  readonly contacts: ContactService;
  /** Correlates the answer with the log. */
  readonly requestId: string;
}
