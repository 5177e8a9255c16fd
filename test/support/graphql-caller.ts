/** Sends GraphQL over kept-alive connections, for tests with many concurrent requests. */
import { Pool } from 'undici';

export interface GraphqlCaller {
  // biome-ignore lint/suspicious/noExplicitAny: each caller knows what it selected.
  ask(query: string, variables: Readonly<Record<string, unknown>>): Promise<any>;
  close(): Promise<void>;
}

/** `connections`: maximum requests in flight; more wait for their turn. */
export function openGraphqlCaller(url: string, connections: number): GraphqlCaller {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, headersTimeout: 0, bodyTimeout: 0 });
  return {
    ask: async (query, variables) => {
      const { statusCode, body } = await pool.request({
        path: pathname,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const text = await body.text();
      const { data, errors } = JSON.parse(text);
      if (statusCode !== 200 || errors) throw new Error(`${statusCode} ${text}`);
      return data;
    },
    close: () => pool.close(),
  };
}

const ADD = `mutation ($provider: ContactProvider!, $customerId: ID!, $input: AddContactInput!, $key: ID) {
  addContact(provider: $provider, customerId: $customerId, input: $input, options: { idempotencyKey: $key }) {
    __typename
    ... on AddContactSuccess { replayed contact { id email } }
    ... on ContactError { code message outcome }
    ... on ContactIdempotencyConflictError { conflict }
  }
}`;

/** Not for releases before named accounts. */
const ADD_AT_ACCOUNT = ADD.replace('$key: ID)', '$key: ID, $account: ID)').replace(
  'idempotencyKey: $key }',
  'idempotencyKey: $key, account: $account }',
);

export interface AddAnswer {
  readonly __typename: string;
  readonly replayed?: boolean;
  readonly contact?: { readonly id: string; readonly email: string };
  readonly code?: string;
  readonly message?: string;
  readonly outcome?: string;
  readonly conflict?: string;
}

export async function askToAdd(
  caller: GraphqlCaller,
  variables: {
    provider: string;
    customerId: string;
    input: object;
    key: string | null;
    account?: string | undefined;
  },
): Promise<AddAnswer> {
  const document = variables.account === undefined ? ADD : ADD_AT_ACCOUNT;
  return (await caller.ask(document, variables)).addContact as AddAnswer;
}
