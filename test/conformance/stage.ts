/**
 * A provider on the stage: its own vendor emulated over real HTTP with fresh state, the other providers of
 * the process not configured, and a record of everything on the wire or in the log.
 */

import { expect } from '@jest/globals';
import type { ListedPage, WholeList } from '../../src/accounts/account-reads.js';
import { openAccounts } from '../../src/accounts/accounts.js';
import type { ExchangeReport } from '../../src/accounts/exchange-report.js';
import type { Environment } from '../../src/config/env.js';
import type { WriteOptions } from '../../src/contacts/check-write.js';
import type { AddContactOptions } from '../../src/contacts/commands.js';
import { ContactService, type WritePreview } from '../../src/contacts/contact-service.js';
import { ContactReader, type ReadOutcome } from '../../src/contacts/read-contacts.js';
import type { Contact, ContactChange, ContactInput, ContactRef } from '../../src/model/contact.js';
import type {
  AddedContact,
  Failure,
  Outcome,
  RemovedContact,
  WrittenContact,
} from '../../src/model/outcome.js';
import type { Violation } from '../../src/model/violation.js';
import type { Provider } from '../../src/providers/driver.js';
import type { PageRequest } from '../../src/providers/read-rules.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/kit/server.js';
import type {
  SandboxReply,
  SandboxRequest,
  SandboxVendor,
  SandboxVendorFactory,
} from '../../src/sandbox/kit/vendor.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { keyedService } from '../support/keyed-service.js';
import { SkippingClock } from '../support/skipping-clock.js';
import { expectFormsToKnow, expectFormToKnow } from './forms.js';

/** One request as the vendor got it. */
export interface Exchange {
  readonly request: SandboxRequest;
  readonly customerId: string | undefined;
  readonly write: boolean;
  /** The vendor's reply; undefined if a fault replaced it. */
  reply?: SandboxReply;
}

export interface StageOptions {
  readonly provider: Provider;
  readonly createSandbox: SandboxVendorFactory;
  /** All providers of the process, including the one on the stage. */
  readonly among: readonly Provider[];
  readonly customerId: string;
  /** Changes the variables that point the provider at its vendor. */
  readonly environment?: (environment: Environment) => Environment;
  /** Changes the body of a write between the provider and the vendor. */
  readonly tamper?: (body: string) => string;
  /** Changes the vendor's answer to a write. */
  readonly alter?: (reply: SandboxReply) => SandboxReply;
  /** Changes the vendor's answer to a read. */
  readonly alterRead?: (reply: SandboxReply) => SandboxReply;
}

export interface Said extends AddContactOptions {
  readonly customerId?: string;
  readonly deadlineMs?: number;
}

const DEADLINE_MS = 5_000;

export class Stage {
  readonly exchanges: readonly Exchange[];
  readonly reports: readonly ExchangeReport[];
  readonly environment: Environment;
  readonly #options: StageOptions;
  readonly #clock = new SkippingClock();
  readonly #sandbox: Sandbox;
  readonly #service: ContactService;

  private constructor(options: StageOptions, sandbox: Sandbox, exchanges: readonly Exchange[]) {
    const reports: ExchangeReport[] = [];
    this.#options = options;
    this.#sandbox = sandbox;
    this.exchanges = exchanges;
    this.reports = reports;
    this.environment = options.environment?.(sandbox.environment) ?? sandbox.environment;
    const accounts = openAccounts(options.among, {
      live: new Map(),
      sandboxed: this.environment,
      report: (report) => reports.push(report),
    });
    this.#service = keyedService(accounts, DEADLINE_MS, { clock: this.#clock });
  }

  static async open(options: StageOptions): Promise<Stage> {
    const exchanges: Exchange[] = [];
    const vendor = recorded(options.createSandbox({}), exchanges, options);
    return new Stage(options, await startSandbox({ vendors: [vendor] }), exchanges);
  }

  /** The requests that were meant to add something. */
  get writes(): readonly Exchange[] {
    return this.exchanges.filter(({ write }) => write);
  }

  /** How many of them a vendor with its own key can have carried out: one per key. */
  get distinctWrites(): number {
    const { header = '' } = this.#options.provider.idempotency.vendorKey ?? {};
    const keys = this.writes.map(({ request: { headers } }, index) => headers[header] ?? index);
    return new Set(keys).size;
  }

  /** How often the vendor stored a contact with the text: it returns what it stored, again for a repeat. */
  timesStored(text: string): number {
    const stored = this.writes.flatMap(({ reply }) =>
      reply && reply.status < 300 ? [JSON.stringify(reply.body ?? '')] : [],
    );
    return new Set(stored.filter((body) => body.includes(text))).size;
  }

  add(input: ContactInput, said: Said = {}): Promise<Outcome<AddedContact>> {
    const { customerId, deadlineMs, ...options } = said;
    const service =
      deadlineMs === undefined
        ? this.#service
        : new ContactService(this.#service.accounts, deadlineMs, undefined, this.#clock);
    const command = this.#command(input, customerId, options);
    expectFormsToKnow(this.#service.preview(command), command, this.#options);
    return service.add(command);
  }

  update(
    { provider, customerId, externalId }: ContactRef,
    input: ContactChange,
    options: WriteOptions = {},
  ): Promise<Outcome<WrittenContact>> {
    const contact = { provider, customerId, externalId };
    const command = { contact, input, options, requestId: 'conformance' };
    const preview = this.#service.previewUpdate(command);
    const { violations, fates } = preview;
    if (this.#options.provider.write.update) expectFormToKnow('UPDATE', preview, command, this.#options);
    const { length } = this.exchanges;
    return this.#service.update(command).then((outcome) => {
      if (violations.length > 0 && this.#options.provider.write.update) {
        // The same violations, and no vendor call.
        expect(outcome).toEqual({ ok: false, failure: { kind: 'invalid', violations } });
        expect(this.exchanges).toHaveLength(length);
      }
      if (outcome.ok)
        expect(outcome.value.fates.map(({ path }) => path)).toEqual(fates.map(({ path }) => path));
      return outcome;
    });
  }

  /** The changed contact; throws the failure if nothing was changed. */
  async updated(...args: Parameters<Stage['update']>): Promise<WrittenContact> {
    const outcome = await this.update(...args);
    if (outcome.ok) return outcome.value;
    throw new Error(`Expected a contact, got ${JSON.stringify(outcome.failure)}`);
  }

  remove(
    { provider, customerId, externalId }: ContactRef,
    options: WriteOptions = {},
  ): Promise<Outcome<RemovedContact>> {
    const contact = { provider, customerId, externalId };
    return this.#service.remove({ contact, options, requestId: 'conformance' });
  }

  preview(input: ContactInput, said: Said = {}): WritePreview {
    const { customerId, deadlineMs: _, ...options } = said;
    return this.#service.preview(this.#command(input, customerId, options));
  }

  /** The added contact; throws the failure if nothing was added. */
  async added(input: ContactInput, said?: Said): Promise<AddedContact> {
    const outcome = await this.add(input, said);
    if (outcome.ok) return outcome.value;
    throw new Error(`Expected a contact, got ${JSON.stringify(outcome.failure)}`);
  }

  /** Why nothing was added; throws if something was. */
  async failure(input: ContactInput, said?: Said): Promise<Failure> {
    const outcome = await this.add(input, said);
    if (!outcome.ok) return outcome.failure;
    throw new Error(
      `Expected a failure, got a contact with the fates ${JSON.stringify(outcome.value.fates)}`,
    );
  }

  /** The violations of an input, which must be found before any vendor call. */
  async violations(input: ContactInput, said?: Said): Promise<readonly Violation[]> {
    const before = this.exchanges.length;
    const failure = await this.failure(input, said);
    if (failure.kind !== 'invalid') throw new Error(`Expected violations, got ${JSON.stringify(failure)}`);
    if (this.exchanges.length > before)
      throw new Error('The vendor was asked although the input is invalid.');
    return failure.violations;
  }

  /** The contact as read afterwards. */
  async readBack({
    provider,
    customerId,
    externalId,
  }: Contact): Promise<ReadOutcome<Contact | null> | undefined> {
    const reader = new ContactReader(this.#service.accounts, DEADLINE_MS, 'conformance', {
      clock: this.#clock,
    });
    const [outcome] = await reader.several({ provider, customerId }, [externalId], true);
    return outcome;
  }

  list(customerId: string, page: PageRequest): Promise<Outcome<ListedPage | null | undefined>> {
    const account = this.#service.accounts.get(this.#options.provider.id);
    return account.list(
      { customerId, requestId: 'conformance' },
      page,
      new Deadline(DEADLINE_MS, this.#clock),
    );
  }

  /** All contacts of the customer. */
  listAll(customerId: string): Promise<Outcome<WholeList | null>> {
    const account = this.#service.accounts.get(this.#options.provider.id);
    return account.listAll({ customerId, requestId: 'conformance' }, new Deadline(DEADLINE_MS, this.#clock));
  }

  /** Leaves the provider pointing at a port without a listener. */
  stopVendor(): Promise<void> {
    return this.#sandbox.close();
  }

  async close(): Promise<void> {
    await this.#service.accounts.destroy();
    await this.#sandbox.close();
  }

  #command(input: ContactInput, customerId: string | undefined, options: AddContactOptions) {
    return {
      provider: this.#options.provider.id,
      customerId: customerId ?? this.#options.customerId,
      input,
      options,
      requestId: 'conformance',
    };
  }
}

function recorded(
  vendor: SandboxVendor,
  exchanges: Exchange[],
  options: Pick<StageOptions, 'alter' | 'alterRead' | 'tamper'>,
): SandboxVendor {
  const { alter = (reply) => reply, alterRead = (reply) => reply, tamper = (body) => body } = options;
  return {
    key: vendor.key,
    basePath: vendor.basePath,
    faults: vendor.faults,
    environment: (url) => vendor.environment(url),
    ...(vendor.authenticated && { authenticated: (request) => vendor.authenticated?.(request) ?? true }),
    // The server calls this once for every request, before anything else.
    subject(request) {
      const subject = vendor.subject(request);
      exchanges.push({ request, customerId: subject?.customerId, write: subject?.write ?? false });
      return subject;
    },
    handle(request) {
      const exchange = exchanges.find((candidate) => candidate.request === request);
      if (!exchange?.write) return alterRead(vendor.handle(request));
      exchange.reply = vendor.handle({ ...request, body: tamper(request.body) });
      return alter(exchange.reply);
    },
    faultReply(fault, request) {
      const reply = vendor.faultReply(fault, request);
      return reply && alter(reply);
    },
  };
}

/** The body of a request as names and values: `contact[email]` of a form, `Contact.Email` of JSON. */
export function bodyValues({ headers, body }: SandboxRequest): (readonly [name: string, value: unknown])[] {
  if (body === '') return [];
  if (headers['content-type'] === 'application/x-www-form-urlencoded') return [...new URLSearchParams(body)];
  return flat(JSON.parse(body), []);
}

/** List positions are left out; empty values have no entry. */
function flat(value: unknown, path: readonly string[]): (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.flatMap((item) => flat(item, path));
  if (typeof value !== 'object' || value === null) return [[path.join('.'), value]];
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, [...path, name]));
}
