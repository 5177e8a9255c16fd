/** Requests to the service of all providers, in front of the echoing vendors. */

import { type Accounts, openAccounts } from '../../src/accounts/accounts.js';
import type { AddContactCommand } from '../../src/contacts/commands.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import type { AddedContact, Outcome } from '../../src/model/outcome.js';
import { providers } from '../../src/providers/registry.js';
import { fixtureEnvironment } from '../support/fixtures.js';
import { keyedService } from '../support/keyed-service.js';
import type { RecordingVendor } from '../support/recording-vendor.js';
import { startEchoVendor } from './echo-vendor.js';
import type { Request } from './reference.js';

const DEADLINE_MS = 20_000;

export class MappingStage {
  private constructor(
    readonly vendor: RecordingVendor,
    readonly accounts: Accounts,
    readonly service: ContactService,
  ) {}

  static async open(): Promise<MappingStage> {
    const vendor = await startEchoVendor();
    // The vendor behind it has no limits.
    const unlimited = providers.map((provider) => {
      const { ratePerSecond: _, ...limits } = provider.limits;
      return { ...provider, limits };
    });
    const accounts = openAccounts(unlimited, {
      live: new Map(),
      sandboxed: fixtureEnvironment(vendor.origin),
    });
    return new MappingStage(vendor, accounts, new ContactService(accounts, DEADLINE_MS));
  }

  preview(request: Request): { violations: string[]; fates: string[] } {
    const { violations, fates } = this.service.preview(commandOf(request));
    return {
      violations: violations.map(({ code, path }) => `${code} ${path.join('.')}`),
      fates: fates.map(({ path, fate }) => `${path.join('.')} ${fate}`),
    };
  }

  add(request: Request): Promise<Outcome<AddedContact>> {
    this.vendor.requests.length = 0;
    return this.service.add(commandOf(request));
  }

  /** A service that stores keys in its own memory. */
  keyed(): ContactService {
    return keyedService(this.accounts, DEADLINE_MS);
  }

  async close(): Promise<void> {
    await this.accounts.destroy();
    await this.vendor.close();
  }
}

export function commandOf({ provider, customerId, input, omit, options }: Request): AddContactCommand {
  return {
    provider,
    customerId,
    input,
    options: { unsupportedFields: omit ? 'OMIT' : 'REJECT', providers: options },
    requestId: 'property',
  };
}
