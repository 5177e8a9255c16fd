/** `addContact` over HTTP in front of the sandbox, with every field selected. */
import { afterAll, beforeAll, expect } from '@jest/globals';
import { buildFederatedSchema } from '../../src/graphql/schema.js';
import { providers } from '../../src/providers/registry.js';
import { type Answer, ask } from './ask.js';
import { selectAll } from './select-all.js';
import { startTestSubgraph } from './subgraph.js';

export const { schema } = buildFederatedSchema(providers);

const PARAMETERS =
  '($customerId: ID!, $provider: ContactProvider!, $input: AddContactInput!, $options: AddContactOptions)';
const ARGUMENTS = '(customerId: $customerId, provider: $provider, input: $input, options: $options)';

/** All fields by the concrete type, and the interface's fields again under aliases. */
export const MUTATION = `mutation ${PARAMETERS} {
  addContact${ARGUMENTS} {
    ...Concrete
    ... on ContactError {
      shared_code: code
      shared_message: message
      shared_userMessage: userMessage
      shared_retryable: retryable
      shared_outcome: outcome
      shared_provider: provider
      shared_requestId: requestId
    }
  }
}
fragment Concrete on AddContactResult ${selectAll(schema, 'AddContactResult')}`;

export interface Variables {
  readonly provider: string;
  readonly customerId: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>> | null;
}

/** Values that must not appear in anything reported about a failure. */
export const PERSON = {
  firstName: 'Marakesh',
  lastName: 'Lindqvist',
  emails: [{ address: 'mara.lindqvist@example.com' }],
};

// biome-ignore lint/suspicious/noExplicitAny: the tests compare whole members.
export type Member = any;

type TestSubgraph = Awaited<ReturnType<typeof startTestSubgraph>>;

export interface AddContactStage {
  readonly subgraph: TestSubgraph;
  send(variables: Variables, headers?: Record<string, string>): Promise<Answer>;
  /** The member, which must come without a top-level error. */
  add(variables: Variables, url?: string): Promise<Member>;
}

/** A subgraph for the tests of the calling file. */
export function useAddContact(): AddContactStage {
  let opened: TestSubgraph | undefined;
  beforeAll(async () => {
    opened = await startTestSubgraph();
  });
  afterAll(() => opened?.close());
  const subgraph = () => {
    if (!opened) throw new Error('There is a subgraph during tests only.');
    return opened;
  };
  return {
    get subgraph() {
      return subgraph();
    },
    send: (variables, headers = {}) => ask(subgraph().url, MUTATION, { ...variables }, headers),
    add: async (variables, url = subgraph().url) => {
      const answer = await ask(url, MUTATION, { ...variables });
      expect(answer).toMatchObject({ status: 200, errors: [] });
      return answer.data.addContact;
    },
  };
}

export function expectNoPersonIn(member: unknown): void {
  const told = JSON.stringify(member);
  for (const value of ['Marakesh', 'Lindqvist', 'mara.lindqvist@example.com']) {
    expect(told).not.toContain(value);
  }
}
