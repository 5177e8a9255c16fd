/** Vendors over HTTP that answer as a test wants, and accounts at them. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, jest } from '@jest/globals';
import { readProviderSettings } from '../../src/accounts/account-settings.js';
import { type Accounts, openAccounts } from '../../src/accounts/accounts.js';
import { Env, type Environment } from '../../src/config/env.js';
import { ContactService } from '../../src/contacts/contact-service.js';
import type { ProviderId } from '../../src/model/contact.js';
import type { Outcome } from '../../src/model/outcome.js';
import { providers } from '../../src/providers/registry.js';
import { Deadline } from '../../src/vendor-http/deadline.js';
import { described } from './facts.js';
import { SkippingClock } from './skipping-clock.js';

export const CUSTOMERS: Readonly<Record<string, string>> = Object.fromEntries(
  described.map(({ provider, facts }) => [provider.id, facts.emulated.customer(1)]),
);

/** Each vendor's answer to an empty list. */
export const EMPTY: Readonly<Record<string, unknown>> = {
  CHARGEBEE: { list: [] },
  CHARTMOGUL: { entries: [], has_more: false, cursor: '' },
  CRO: { results: [], total_count: 0, total_pages: 1, current_page: 1, current_limit: 100 },
  RPM: { Result: { CustomerID: 1001, Contacts: [] } },
};

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface HttpVendor {
  readonly address: Address;
  readonly origin: string;
  /** `GET` or `POST` of each request, oldest first. */
  readonly methods: string[];
  answer: Answer;
  mostInFlight: number;
  mostSockets: number;
  close(): Promise<void>;
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

export const BAD_GATEWAY: Answer = (_request, response) =>
  response.writeHead(502).end('<h1>Bad gateway</h1>');
export const SILENCE: Answer = () => {};

/** Any free port of the address that all tests share. */
const ANYWHERE: Address = { host: '127.0.0.1', port: 0 };

export async function startVendor(answer: Answer, { host, port } = ANYWHERE): Promise<HttpVendor> {
  let inFlight = 0;
  let sockets = 0;
  const server = createServer((request, response) => {
    vendor.methods.push(request.method ?? '');
    inFlight += 1;
    vendor.mostInFlight = Math.max(vendor.mostInFlight, inFlight);
    response.on('close', () => {
      inFlight -= 1;
    });
    request.resume().on('end', () => vendor.answer(request, response));
  });
  server.on('connection', (socket) => {
    sockets += 1;
    vendor.mostSockets = Math.max(vendor.mostSockets, sockets);
    socket.on('close', () => {
      sockets -= 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const address = { host, port: (server.address() as AddressInfo).port };
  const vendor: HttpVendor = {
    address,
    origin: `http://${host}:${address.port}`,
    methods: [],
    answer,
    mostInFlight: 0,
    mostSockets: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return vendor;
}

/** For the tests of the calling group. */
export function useHttpVendors(): HttpVendors {
  const vendors = new HttpVendors();
  beforeEach(() => {
    vendors.clock = new SkippingClock();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await vendors.close();
  });
  return vendors;
}

export class HttpVendors {
  readonly #closing: (() => Promise<void>)[] = [];
  clock = new SkippingClock();

  closeAfterwards(close: () => Promise<void>): void {
    this.#closing.push(close);
  }

  async close(): Promise<void> {
    for (const close of this.#closing.splice(0).reverse()) await close();
  }

  async vendorOf(answer: Answer, address = ANYWHERE): Promise<HttpVendor> {
    const vendor = await startVendor(answer, address);
    this.closeAfterwards(() => vendor.close());
    return vendor;
  }

  open(environment: Environment, mode: 'live' | 'sandboxed' = 'live'): Accounts {
    const { clock } = this;
    const accounts = openAccounts(
      providers,
      mode === 'live'
        ? { live: readProviderSettings(providers, new Env(environment)), clock }
        : { live: new Map(), sandboxed: environment, clock },
    );
    this.closeAfterwards(() => accounts.destroy());
    return accounts;
  }

  read(accounts: Accounts, id: ProviderId, deadlineMs = 10_000): Promise<Outcome<unknown>> {
    const query = { customerId: CUSTOMERS[id] ?? '', requestId: 'test' };
    const deadline = new Deadline(deadlineMs, this.clock);
    return accounts.get(id).list(query, { first: 1, fullRecord: false }, deadline);
  }

  add(accounts: Accounts, id: ProviderId, deadlineMs = 10_000): Promise<Outcome<unknown>> {
    return new ContactService(accounts, deadlineMs, undefined, this.clock).add({
      provider: id,
      customerId: CUSTOMERS[id] ?? '',
      input: { firstName: 'Ada', lastName: 'Lovelace', emails: [{ address: 'ada@example.com' }] },
      options: {},
      requestId: 'test',
    });
  }
}

/** `ok`, or the failure in short. */
export function short(result: Outcome<unknown>): string {
  if (result.ok) return 'ok';
  const { failure } = result;
  return failure.kind === 'unavailable' ? failure.reason : failure.kind;
}
