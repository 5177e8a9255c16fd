/** Builds a vendor from its description. Contains the code that all emulated vendors share. */
import type { Customer, Customers } from './customers.js';
import type { IdempotentReplies } from './idempotency.js';
import { rememberLast } from './remember-last.js';
import { decodePathPart } from './request.js';
import type { Fault, ReplyFault, SandboxReply, SandboxRequest, SandboxVendor } from './vendor.js';

/** The named groups of a route's path, percent-decoded. */
export type Params = Readonly<Record<string, string>>;
type Handler = (request: SandboxRequest, params: Params) => SandboxReply;

export interface Route {
  /** Named groups become the parameters. */
  readonly path: RegExp;
  /** By uppercase method; `ANY` matches every method. */
  readonly methods: Readonly<Record<string, Handler>>;
  /** Skips the checks, for token requests. */
  readonly open?: boolean;
  /** Read-only, although its method is not GET. */
  readonly reads?: boolean;
}

/** The vendor's format of each fault; a missing one has no reply at this vendor. */
export type FaultReplies = { readonly [F in ReplyFault]?: (request?: SandboxRequest) => SandboxReply };

/** Returns a vendor error to end the call, or undefined to continue. */
export type Check = (request: SandboxRequest, route: Route | undefined) => SandboxReply | undefined;

export interface VendorDescription<C, I> {
  readonly key: string;
  readonly basePath: string;
  readonly environment: (url: string) => Readonly<Record<string, string>>;
  readonly authenticated: (request: SandboxRequest) => boolean;
  /** In the order in which the vendor detects mistakes. Must include `knownPath` and `knownMethod`. */
  readonly checks: readonly Check[];
  readonly routes: readonly Route[];
  readonly idempotency?: IdempotentReplies;
  /** Adds headers that all replies have, unless present. */
  readonly finish?: (reply: SandboxReply, request?: SandboxRequest) => SandboxReply;
  readonly faults: Readonly<Record<string, Fault>>;
  readonly faultReplies: FaultReplies;
  readonly customers: Customers<C, I>;
  /** The request's customer. Default: the parameter `customerId`, or the customer of `contactId`. */
  readonly customerOf?: (request: SandboxRequest, params: Params) => string | undefined;
  /** Adds a customer that is not preset, or resets one. */
  readonly openCustomer: (id: string) => Customer<C, I>;
  /** A contact with the values of a create, unchecked. */
  readonly newContact: (values: Readonly<Record<string, unknown>>, customer: Customer<C, I>) => C;
  /** The contact as the vendor's own reads return it. */
  readonly record: (contact: C) => Readonly<Record<string, unknown>>;
}

/** A vendor built by the kit, with extras for tests. */
export interface JsonVendor extends SandboxVendor {
  readonly limits: Customers<never>['limits'];
  openCustomer(id: string): void;
  hasCustomer(id: string): boolean;
  /** Adds a contact with the values of a create, unchecked; returns its id. */
  put(customerId: string, values: Readonly<Record<string, unknown>>): string;
  /** A contact's stored values, by the vendor's names; undefined if there is no such contact. */
  contact(contactId: string): Readonly<Record<string, unknown>> | undefined;
  /** Ids of a customer's contacts, oldest first. */
  contactIds(customerId: string): string[];
  customerIds(): string[];
  /** Drops the idempotency keys, as if they had expired. */
  forgetKeys(): void;
  /** Stops deleting to make room, for runs that count what was written. */
  keepAll(): void;
}

export type JsonVendorFactory = (env: Readonly<Record<string, string | undefined>>) => JsonVendor;

export function jsonVendor<C, I>(description: VendorDescription<C, I>): JsonVendor {
  const { customers, checks, routes, idempotency, finish, faultReplies } = description;
  const customerOf = (request: SandboxRequest, params: Params): string | undefined =>
    description.customerOf?.(request, params) ??
    params.customerId ??
    customers.find(params.contactId ?? '')?.customer.id;

  /** A request is matched twice: for its subject and for its answer. */
  const routeOf = rememberLast(({ path }: SandboxRequest): Found | undefined => match(routes, path));

  const answer = (request: SandboxRequest): SandboxReply => {
    const found = routeOf(request);
    const handler = found && handlerOf(found.route, request.method);
    if (!found?.route.open) {
      for (const check of checks) {
        const error = check(request, found?.route);
        if (error) return finished(error, request);
      }
    }
    if (!handler) throw new Error(`No check ends ${request.method} ${request.path}`);
    const run = (): SandboxReply => handler(request, found.params);
    const complete = (reply: SandboxReply): SandboxReply => finished(reply, request);
    return idempotency && !found.route.open ? idempotency.once(request, run, complete) : complete(run());
  };
  const finished = (reply: SandboxReply, request?: SandboxRequest): SandboxReply =>
    finish ? finish(reply, request) : reply;

  return {
    key: description.key,
    basePath: description.basePath,
    faults: description.faults,
    environment: description.environment,
    authenticated: description.authenticated,
    handle: answer,
    subject(request) {
      const found = routeOf(request);
      const customerId = found && customerOf(request, found.params);
      if (found === undefined || customerId === undefined) return undefined;
      const isRead = request.method === 'GET' || found.route.reads;
      return { customerId, write: !isRead && handlerOf(found.route, request.method) !== undefined };
    },
    faultReply(fault, request) {
      const reply = faultReplies[fault]?.(request);
      return reply && finished(reply, request);
    },
    limits: customers.limits,
    openCustomer(id) {
      description.openCustomer(id);
    },
    hasCustomer: (id) => customers.get(id) !== undefined,
    put(customerId, values) {
      const customer = customers.get(customerId) ?? description.openCustomer(customerId);
      const contact = description.newContact(values, customer);
      customers.add(customer, contact);
      return customers.idOf(contact);
    },
    contact(contactId) {
      const contact = customers.find(contactId)?.contact;
      return contact && description.record(contact);
    },
    contactIds: (customerId) => customers.contactIds(customerId),
    customerIds: () => customers.all().map(({ id }) => id),
    forgetKeys: () => idempotency?.forget(),
    keepAll() {
      customers.limits.maxContacts = Number.POSITIVE_INFINITY;
      idempotency?.keepAll();
    },
  };
}

export function knownPath(error: () => SandboxReply): Check {
  return (_request, route) => (route === undefined ? error() : undefined);
}

/** `allow` lists the path's methods. */
export function knownMethod(error: (allow: string, method: string) => SandboxReply): Check {
  return ({ method }, route) =>
    route === undefined || handlerOf(route, method)
      ? undefined
      : error(Object.keys(route.methods).join(','), method);
}

function handlerOf({ methods }: Route, method: string): Handler | undefined {
  return Object.hasOwn(methods, method) ? methods[method] : methods.ANY;
}

interface Found {
  readonly route: Route;
  readonly params: Params;
}

/** The first route that matches a path, if its parameters are valid percent-encoding. */
function match(routes: readonly Route[], path: string): Found | undefined {
  for (const route of routes) {
    const found = route.path.exec(path);
    if (found === null) continue;
    const params: Record<string, string> = {};
    for (const name in found.groups) {
      const text = decodePathPart(found.groups[name] ?? '');
      if (text === undefined) return undefined;
      params[name] = text;
    }
    return { route, params };
  }
  return undefined;
}
