/** A caller's keys in every state and for every write, and another caller's requests with them. */
import { randomUUID } from 'node:crypto';
import type { JsonVendor } from '../../src/sandbox/kit/json-vendor.js';
import { type Emulators, emulators } from '../../src/sandbox/registry.js';
import type { Answer } from '../support/ask.js';
import { emulatedFacts } from '../support/emulated-vendors.js';

const FAILURES = `
  ... on ContactError { code message userMessage retryable outcome }
  ... on ContactIdempotencyConflictError { conflict }
  ... on ContactInputInvalidError { violations { code path } }`;
const SHOWN = 'replayed contact { firstName lastName email } fields { path fate }';

const QUERIES = {
  ADD: `mutation (
    $provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $options: AddContactOptions
  ) {
    answer: addContact(provider: $provider, customerId: $customerId, input: $input, options: $options) {
      __typename ... on AddContactSuccess { created ${SHOWN} } ${FAILURES}
    }
  }`,
  UPDATE: `mutation ($id: ID!, $input: UpdateContactInput!, $options: UpdateContactOptions) {
    answer: updateContact(id: $id, input: $input, options: $options) {
      __typename ... on UpdateContactSuccess { ${SHOWN} } ${FAILURES}
    }
  }`,
  REMOVE: `mutation ($id: ID!, $options: RemoveContactOptions) {
    answer: removeContact(id: $id, options: $options) {
      __typename ... on RemoveContactSuccess { replayed } ${FAILURES}
    }
  }`,
};
const LOOK = `query ($provider: ContactProvider!, $key: ID!) {
  answer: contactAttempt(provider: $provider, idempotencyKey: $key) { operation state result { __typename } }
  ofAdd: addContactAttempt(provider: $provider, idempotencyKey: $key) { state result { __typename } }
}`;
const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!) {
  answer: addContact(provider: $provider, customerId: $customerId, input: $input) {
    ... on AddContactSuccess { contact { id } }
  }
}`;
const LIST = `query ($provider: ContactProvider!, $customerId: ID!) {
  contacts(provider: $provider, customerId: $customerId) { nodes { id } }
}`;

type Verb = keyof typeof QUERIES;

/** A request except for its key. */
interface Request {
  readonly verb: Verb;
  readonly provider: string;
  readonly customerId: string;
  /** The contact to change. */
  readonly id?: string;
  readonly input: object;
  readonly options?: object;
}

/** A key that its owner has used. */
export interface UsedKey {
  readonly key: string;
  readonly request: Request;
}

export const KINDS = ['look', 'same request', 'other request', 'other customer', 'other verb'] as const;
export type Kind = (typeof KINDS)[number];

/** A request sent twice: with the key, and with an unused one. */
export interface Probe {
  readonly query: string;
  /** The same for both, except for a contact that only one of them can remove. */
  readonly variables: readonly [Request, Request];
  /** Restores the contact. */
  reset(): Promise<unknown>;
}

/** As one caller, for the duration of a run. */
export type Ask = (query: string, variables: object) => Promise<Answer>;

const INPUT = { firstName: 'Mara', lastName: 'Lindqvist', emails: [{ address: 'mara@example.com' }] };
const OTHER_INPUT = { ...INPUT, firstName: 'Nora' };
const UNIQUE = { ifExists: 'RETURN_EXISTING' };
const INPUT_BEFORE = { ...INPUT, firstName: 'Ines' };

interface Places {
  readonly verbs: readonly Verb[];
  /** Sandbox customers at which keys end up in different states. The first one is ordinary. */
  readonly customers: readonly [string, ...string[]];
  /** The one at which a contact is lost before it is stored. */
  readonly lossy: string;
  /** An ordinary one without a key. */
  readonly other: string;
}

const PLACES: Readonly<Record<string, Places>> = {
  ZUORA: {
    verbs: ['ADD', 'UPDATE', 'REMOVE'],
    customers: [
      'A00000001',
      'FAULT-CUT-BEFORE-COMMIT',
      'FAULT-SERVER-ERROR-AFTER-COMMIT',
      'FAULT-ERROR-IN-200',
      'FAULT-RATE-LIMITED',
    ],
    lossy: 'FAULT-CUT-BEFORE-COMMIT',
    other: 'A00000002',
  },
  RPM: {
    verbs: ['ADD', 'UPDATE'],
    customers: ['2001', '9000001', '9001500', '9000200', '9000429'],
    lossy: '9000001',
    other: '2002',
  },
};

/** Contacts of customers that accept no adds, by customer. */
const seeded = new Map<string, string>();

/** The emulators, with a contact of each of the customers. */
export const seededEmulators: Emulators<JsonVendor> = {
  ...emulators,
  ...Object.fromEntries(Object.keys(PLACES).map((provider) => [provider, () => seededEmulator(provider)])),
};

async function seededEmulator(provider: string) {
  const module = await emulators[provider]?.();
  if (!module) throw new Error(`${provider} is not emulated.`);
  const createSandbox: typeof module.createSandbox = (variables) => {
    const vendor = module.createSandbox(variables);
    for (const customer of PLACES[provider]?.customers ?? []) {
      seeded.set(customer, vendor.put(customer, emulatedFacts(provider).contact(1)));
    }
    return vendor;
  };
  return { createSandbox };
}

/** Each write at each customer. */
const WRITES = Object.entries(PLACES).flatMap(([provider, { verbs, customers, lossy }]) =>
  customers.flatMap((customerId) => [
    ...verbs.map((verb) => ({ verb, provider, customerId, input: INPUT })),
    // The first of two lost writes delays the second until its grace is over, regardless of their keys.
    ...(customerId === lossy
      ? []
      : [{ verb: 'ADD' as const, provider, customerId, input: INPUT, options: UNIQUE }]),
  ]),
);

/** Keys of the caller `ask`, for every write in turn. */
export async function useKeys(count: number, ask: Ask): Promise<readonly UsedKey[]> {
  const used: UsedKey[] = [];
  // The match that `ifExists` finds there.
  for (const [provider, { other: customerId }] of Object.entries(PLACES)) {
    await ask(QUERIES.ADD, { provider, customerId, input: INPUT });
  }
  while (used.length < count) {
    const write = WRITES[used.length % WRITES.length] as Request;
    const request = write.verb === 'ADD' ? write : { ...write, id: await makeContact(write, ask) };
    const key = randomUUID();
    await ask(QUERIES[request.verb], withKey(request, key));
    used.push({ key, request });
  }
  return used;
}

export function withKey(request: Request, key: string) {
  return { ...request, key, options: { ...request.options, idempotencyKey: key } };
}

export function lookAt({ key, request }: UsedKey): Probe {
  return { query: LOOK, variables: [request, request], reset: async () => key };
}

/** `stagehand` adds the contacts that the requests need. */
export async function probeWith(kind: Kind, used: UsedKey, stagehand: Ask): Promise<Probe> {
  const { request } = used;
  if (kind === 'look') return lookAt(used);
  const asked = otherwise(kind, request);
  const query = QUERIES[asked.verb];
  if (asked.verb === 'ADD') return { query, variables: [asked, asked], reset: async () => undefined };
  if (asked === request && asked.verb === 'REMOVE') {
    return { query, variables: [asked, asked], reset: async () => undefined };
  }
  const id = asked === request && request.id ? request.id : await makeContact(asked, stagehand);
  if (asked.verb === 'UPDATE') {
    const before = { id, input: INPUT_BEFORE };
    const same = { ...asked, id };
    return { query, variables: [same, same], reset: () => stagehand(QUERIES.UPDATE, before) };
  }
  const second = await makeContact(asked, stagehand);
  return {
    query,
    variables: [
      { ...asked, id },
      { ...asked, id: second },
    ],
    reset: async () => undefined,
  };
}

/** The probe's request; the owner's own for the very same one. */
function otherwise(kind: Kind, request: Request): Request {
  const { verbs, other } = PLACES[request.provider] as Places;
  switch (kind) {
    case 'other request':
      return removable({ ...request, input: OTHER_INPUT });
    case 'other customer':
      return { ...request, customerId: other };
    case 'other verb': {
      const { options: _, ...rest } = request;
      return removable({ ...rest, verb: verbs[(verbs.indexOf(request.verb) + 1) % verbs.length] ?? 'ADD' });
    }
    default:
      return request;
  }

  /** For a customer that accepts adds, so that each of the two removes one. */
  function removable(asked: Request): Request {
    return asked.verb === 'REMOVE' ? { ...asked, customerId: other } : asked;
  }
}

/** The id of a new contact, or of the existing one if the customer accepts no adds. */
async function makeContact({ provider, customerId }: Request, ask: Ask): Promise<string> {
  const place = { provider, customerId };
  const added = await ask(ADD, { ...place, input: INPUT_BEFORE });
  const id: string | undefined = added.data.answer.contact?.id;
  if (id !== undefined) return id;
  const { data } = await ask(LIST, place);
  const nodes: readonly { id: string }[] = data?.contacts?.nodes ?? [];
  return nodes.at(-1)?.id ?? `${provider}:${customerId}:${seeded.get(customerId)}`;
}
