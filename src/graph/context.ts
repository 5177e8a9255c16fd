import type { ContactService } from '../domain/add-contact.js';
import type { ContactLoaders } from '../domain/contact-loaders.js';

/** What resolvers get, made anew for each request. */
export interface GraphContext {
  readonly contacts: ContactService;
  readonly loaders: ContactLoaders;
  /** Correlates the answer with the log. */
  readonly requestId: string;
}
