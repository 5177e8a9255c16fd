/** Whether independent implementations of the specification compose the committed schema. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type DocumentNode, graphqlSync, parse, print } from 'graphql';
import { rootRules } from '../../src/graphql/access.js';
import { buildFederatedSchema } from '../../src/graphql/schema.js';
import { providers } from '../../src/providers/registry.js';
import { type Composition, composers, fieldsOf } from './composers.js';

const committed = readFileSync('schema/contacts.graphql', 'utf8');
const secured = readFileSync('schema/contacts.secured.graphql', 'utf8');
const customers = readFileSync('test/composition/customers.graphql', 'utf8');

describe.each(Object.entries(composers))('%s', (_, compose) => {
  let composition: Composition;
  beforeAll(() => {
    composition = compose({ contacts: committed, customers });
  });

  test('composes the schema with a subgraph that refers to it, without a complaint', () => {
    expect(composition.complaints).toEqual([]);
    expect(composition.supergraph.definitions).not.toEqual([]);
  });

  test('composes the schema alone, without a complaint', () => {
    const alone = compose({ contacts: committed });
    expect(alone.complaints).toEqual([]);
    expect(described(alone.supergraph)).toEqual(expect.arrayContaining(described(parse(committed))));
    expect(alone.keysOf('ContactCustomer')).toEqual([{ graph: 'CONTACTS', key: 'id', resolvable: true }]);
  });

  test('keeps the cost of operations', () => {
    const names = (document: DocumentNode, type: string) =>
      fieldsOf(document, type).map(({ name }) => name.value);
    const { supergraph } = composition;
    const writes = ['addContact', 'updateContact', 'removeContact'];
    expect(names(supergraph, 'Mutation')).toEqual(writes);
    for (const write of writes) expect(composition.weightOf('Mutation', write)).toBe(20);
    const ours = names(parse(committed), 'Query');
    expect(names(supergraph, 'Query').sort()).toEqual([...ours, 'customer'].sort());
    expect(composition.slicingArgumentsOf('Query', 'contacts')).toEqual(['first']);
  });

  test('composes the schema that states what each field requires of a token', () => {
    const composed = compose({ contacts: secured, customers });
    expect(composed.complaints).toEqual([]);
    const needs = ['Query', 'Mutation'].flatMap((type) =>
      fieldsOf(composed.supergraph, type).map(({ name, directives }) => [
        name.value,
        (directives ?? [])
          .filter((directive) => /authenticated|requiresScopes/.test(directive.name.value))
          .map((directive) => print(directive).replaceAll(/\s/g, '')),
      ]),
    );
    expect(Object.fromEntries(needs)).toEqual({
      customer: [],
      ...Object.fromEntries(
        fieldsOf(parse(secured), 'Query')
          .concat(fieldsOf(parse(secured), 'Mutation'))
          .map(({ name }) => {
            const scope = rootRules[name.value]?.scope;
            return [name.value, [scope ? `@requiresScopes(scopes:[["${scope}"]])` : '@authenticated']];
          }),
      ),
    });
  });

  test('knows the entities by their keys', () => {
    const ours = { graph: 'CONTACTS', key: 'id', resolvable: true };
    expect(composition.keysOf('Contact')).toEqual([ours]);
    expect(composition.keysOf('ContactCustomer')).toEqual([
      ours,
      { graph: 'CUSTOMERS', key: 'id', resolvable: false },
    ]);
  });

  test('keeps every type of the subgraph with its description', () => {
    expect(described(composition.supergraph)).toEqual(expect.arrayContaining(described(parse(committed))));
  });

  test("composes the running subgraph's own SDL, too", () => {
    const { schema } = buildFederatedSchema(providers);
    const answer = graphqlSync({ schema, source: '{ _service { sdl } }' });
    const { _service: service } = answer.data ?? {};
    const { sdl } = service as { sdl: string };
    const served = compose({ contacts: sdl, customers });
    expect(served.complaints).toEqual([]);
    expect(served.weightOf('Mutation', 'addContact')).toBe(20);
  });

  test('rejects a key that is not a field, which the subgraph library does not check', () => {
    const broken = committed.replace('type Contact @key(fields: "id")', 'type Contact @key(fields: "uuid")');
    expect(broken).not.toBe(committed);
    expect(compose({ contacts: broken, customers }).complaints.join()).toMatch(/uuid/);
  });
});

function described(document: DocumentNode): string[] {
  return document.definitions.flatMap((node) =>
    'description' in node && node.description && 'name' in node
      ? [`${node.name?.value}: ${node.description.value}`]
      : [],
  );
}
