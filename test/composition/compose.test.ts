/**
 * Whether a supergraph can be made of the committed schema, by two libraries that read the specification
 * apart.
 */
import { readFileSync } from 'node:fs';
import { composeServices as composeWithApollo } from '@apollo/composition';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { composeServices as composeWithGuild } from '@theguild/federation-composition';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  graphqlSync,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
} from 'graphql';
import { buildFederatedSchema } from '../../src/graphql/schema.js';
import { providers } from '../../src/providers/registry.js';

const committed = readFileSync('schema/contacts.graphql', 'utf8');
const customers = readFileSync('test/composition/customers.graphql', 'utf8');

interface Composition {
  readonly supergraphSdl: string | undefined;
  readonly complaints: readonly string[];
}

function services(contacts: string) {
  return [
    { name: 'contacts', url: 'http://contacts.invalid/graphql', typeDefs: parse(contacts) },
    { name: 'customers', url: 'http://customers.invalid/graphql', typeDefs: parse(customers) },
  ];
}

/** A hint of whatever level is a complaint: there are none, and one that comes up is worth a look. */
function withApollo(contacts: string): Composition {
  const { errors = [], hints = [], supergraphSdl } = composeWithApollo(services(contacts));
  return { supergraphSdl, complaints: [...errors, ...hints].map(String) };
}

/** This one knows errors only. */
function withGuild(contacts: string): Composition {
  const { errors = [], supergraphSdl } = composeWithGuild(services(contacts));
  return { supergraphSdl, complaints: errors.map(String) };
}

describe.each([
  ['@apollo/composition', withApollo],
  ['@theguild/federation-composition', withGuild],
])('%s', (_, compose) => {
  let complaints: readonly string[];
  let supergraph: DocumentNode;
  let text: string;
  beforeAll(() => {
    const composition = compose(committed);
    complaints = composition.complaints;
    text = composition.supergraphSdl ?? '';
    supergraph = parse(text || 'scalar Nothing');
  });

  test('composes the schema with a subgraph that refers to it, without a complaint', () => {
    expect(complaints).toEqual([]);
    expect(text).not.toBe('');
  });

  test('keeps the operations with what they cost', () => {
    const mutations = objectType(supergraph, 'Mutation').fields ?? [];
    expect(mutations.map(({ name }) => name.value)).toEqual(['addContact']);
    expect(applied(mutations[0])).toContain('@cost(weight: 20)');
    const queries = objectType(supergraph, 'Query').fields ?? [];
    const ours = objectType(parse(committed), 'Query').fields ?? [];
    const names = (fields: typeof queries) => fields.map(({ name }) => name.value);
    expect(names(queries)).toEqual(expect.arrayContaining([...names(ours), 'customer']));
    // One of the two libraries renames the directive.
    const contacts = queries.find(({ name }) => name.value === 'contacts');
    expect(applied(contacts).join()).toMatch(/listSize\(.*slicingArguments: \["first"\]/);
  });

  test('knows the entities by their keys', () => {
    expect(applied(objectType(supergraph, 'Contact'))).toEqual(['@join__type(graph: CONTACTS, key: "id")']);
    expect(applied(objectType(supergraph, 'ContactCustomer'))).toEqual([
      '@join__type(graph: CONTACTS, key: "id")',
      '@join__type(graph: CUSTOMERS, key: "id", resolvable: false)',
    ]);
  });

  test('keeps every type of the subgraph with its description', () => {
    const described = (document: DocumentNode) =>
      document.definitions.flatMap((node) =>
        'description' in node && node.description && 'name' in node
          ? [`${node.name?.value}: ${node.description.value}`]
          : [],
      );
    expect(described(supergraph)).toEqual(expect.arrayContaining(described(parse(committed))));
  });

  test('composes what the running subgraph says of itself, too', () => {
    const { schema } = buildFederatedSchema(providers);
    const answer = graphqlSync({ schema, source: '{ _service { sdl } }' });
    const { sdl } = (answer.data as unknown as { _service: { sdl: string } })._service;
    const { complaints: ofServed, supergraphSdl } = compose(sdl);
    expect(ofServed).toEqual([]);
    expect(supergraphSdl).toContain('addContact');
  });

  test('refuses a key that is not a field: the subgraph library does not look', () => {
    const broken = committed.replace('type Contact @key(fields: "id")', 'type Contact @key(fields: "uuid")');
    expect(broken).not.toBe(committed);
    expect(compose(broken).complaints.join()).toMatch(/uuid/);
  });
});

function objectType(document: DocumentNode, name: string): ObjectTypeDefinitionNode {
  const found = document.definitions.find(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === name,
  );
  if (!found) throw new Error(`The supergraph has no type ${name}.`);
  return found as ObjectTypeDefinitionNode;
}

function applied(node: { readonly directives?: readonly ConstDirectiveNode[] } | undefined): string[] {
  return (node?.directives ?? []).map(print).sort();
}
