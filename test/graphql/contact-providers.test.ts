/** `contactProviders` returns what a form needs. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { providers } from '../../src/providers/registry.js';
import { schema, useAddContact } from '../support/add-contact-stage.js';
import { ask } from '../support/ask.js';
import { described } from '../support/facts.js';
import { selectAll } from '../support/select-all.js';

const stage = useAddContact();

describe('contactProviders', () => {
  const everything = selectAll(schema, 'ContactProviderInfo');

  test('describes all of them, in the order of the enum, each the same as alone', async () => {
    const { data, errors } = await ask(stage.subgraph.url, `{ contactProviders ${everything} }`);
    expect(errors).toEqual([]);
    const infos = data.contactProviders;
    expect(infos.map(({ provider }: { provider: string }) => provider)).toEqual(
      providers.map(({ id }) => id),
    );
    for (const info of infos) {
      const query = `query ($provider: ContactProvider!) { contactProvider(provider: $provider) ${everything} }`;
      const alone = await ask(stage.subgraph.url, query, { provider: info.provider });
      expect(alone.data.contactProvider).toEqual(info);
    }
  });

  test.each(described)('returns the committed form schema of $provider.id', async ({ provider: { id } }) => {
    const { data } = await ask(stage.subgraph.url, `{ contactProvider(provider: ${id}) { jsonSchema } }`);
    const file = readFileSync(`schema/forms/${id.toLowerCase()}.add.json`, 'utf8');
    expect(data.contactProvider.jsonSchema).toEqual(JSON.parse(file));
  });

  test.each(described)(
    'returns the committed form schema of a change at $provider.id',
    async ({ provider: { id } }) => {
      const query = `{ contactProvider(provider: ${id}) { jsonSchema(operation: UPDATE) } }`;
      const { data } = await ask(stage.subgraph.url, query);
      const file = readFileSync(`schema/forms/${id.toLowerCase()}.update.json`, 'utf8');
      expect(data.contactProvider.jsonSchema).toEqual(JSON.parse(file));
    },
  );

  test.each(['GET', 'LIST', 'REMOVE'])(
    'returns the schema that matches nothing for %s',
    async (operation) => {
      const query = `{ contactProvider(provider: CRO) { jsonSchema(operation: ${operation}) } }`;
      const { data, errors } = await ask(stage.subgraph.url, query);
      expect(errors).toEqual([]);
      expect(data.contactProvider).toEqual({ jsonSchema: false });
    },
  );

  test.each(described)(
    'returns what a form for $provider.id needs',
    async ({ provider: { id: provider, limits, idempotency }, facts }) => {
      const query = `{ contactProvider(provider: ${provider}) ${everything} }`;
      const { contactProvider: info } = (await ask(stage.subgraph.url, query)).data;
      expect(info).toMatchObject({
        mode: 'SANDBOX',
        documentationUrl: expect.stringMatching(/^https:\/\//),
        customerIdFormat: expect.stringMatching(/./),
        operations: expect.arrayContaining(['ADD']),
        nativeIdempotency: idempotency.vendorKey !== undefined,
        maxContactsPerCustomer: limits.maxContactsPerCustomer ?? null,
      });
      expect(info.fields.length).toBeGreaterThan(4);
      for (const { path, type, title, description, providerField } of info.fields) {
        expect([path, isInputPath(path)]).toEqual([path, type !== 'LIST']);
        expect([title, description, providerField]).not.toContain('');
      }

      // The example has the form that the provider accepts.
      const answer = await stage.send({ provider, customerId: info.customerIdExample, input: { notes: '' } });
      const paths = (answer.data.addContact.violations ?? []).map(({ path }: { path: string[] }) => path[0]);
      expect(paths).not.toContain('customerId');

      // A form that asks for the required fields only gets through.
      const required = info.fields.filter(
        (field: { required: boolean; inList: boolean }) => field.required && !field.inList,
      );
      const input: Record<string, unknown> = {};
      for (const { path, example } of required) input[path[1]] = example;
      // If no field is always required, any valid contact will do; an empty one will not.
      if (required.length === 0) Object.assign(input, facts.sample.input);
      const added = await stage.add({ provider, customerId: info.customerIdExample, input });
      expect(added.__typename).toBe('AddContactSuccess');
    },
  );
});

/** Whether a path, without list positions, leads to a leaf of AddContactInput. */
function isInputPath(path: readonly string[]): boolean {
  const [argument, ...parts] = path;
  let type = schema.getType('AddContactInput');
  for (const part of parts) {
    const fields = type && 'getFields' in type ? type.getFields() : {};
    const field = fields[part];
    if (!field) return false;
    type = schema.getType(String(field.type).replace(/[[\]!]/g, ''));
  }
  return argument === 'input' && type !== undefined && !('getFields' in type);
}
