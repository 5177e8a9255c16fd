/** The JSON Schema of a provider rejects what the preview rejects, and nothing else. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { UpdateContactCommand } from '../../src/contacts/commands.js';
import { providers } from '../../src/providers/registry.js';
import { describedAs } from '../support/facts.js';
import { property } from '../support/property.js';
import { modelled, type ProviderName } from './documented.js';
import { commandOf, MappingStage } from './mapping-stage.js';
import type { Request } from './reference.js';
import { anyRequest, KEPT_CUSTOMER_IDS, keptRequest } from './requests.js';
import { FormSchema } from './schema-agreement.js';
import { anyUpdate, asUpdate } from './updates.js';

let stage: MappingStage;
beforeAll(async () => {
  stage = await MappingStage.open();
});
afterAll(() => stage.close());

const formed = modelled.map((name) => ({ name, provider: describedAs(name).provider }));

describe.each(formed)('the schema of $provider.name', ({ name, provider }) => {
  const schema = new FormSchema(provider, providers);
  const requests = fc
    .tuple(fc.oneof(keptRequest(name), anyRequest(name)), KEPT_CUSTOMER_IDS[name])
    .map(([request, customerId]) => asJson({ ...request, customerId, omit: false }));

  property('agrees with the preview', requests, (request) => {
    const { violations } = stage.service.preview(commandOf(request));
    expect(schema.disagreement(request, violations)).toBeUndefined();
  });
});

describe.each(formed)(
  'the schema of an add at $provider.name that may become an update',
  ({ name, provider }) => {
    const schema = new FormSchema(provider, providers);
    const requests = fc
      .tuple(fc.oneof(keptRequest(name), anyRequest(name)), KEPT_CUSTOMER_IDS[name], anyUpdate)
      .map(([request, customerId, { emptied }]) => {
        const input = { ...request.input, ...Object.fromEntries(emptied.map((list) => [list, []])) };
        return asJson({ ...request, input, customerId, omit: false });
      });

    property('agrees with the preview', requests, (request) => {
      const command = commandOf(request);
      const options = { ...command.options, ifExists: 'UPDATE_EXISTING' } as const;
      const { violations } = stage.service.preview({ ...command, options });
      expect(schema.disagreement(request, violations)).toBeUndefined();
    });
  },
);

describe.each(formed)('the schema of a change at $provider.name', ({ name, provider }) => {
  const schema = new FormSchema(provider, providers, 'UPDATE');
  const requests = fc
    .tuple(fc.oneof(keptRequest(name), anyRequest(name)), KEPT_CUSTOMER_IDS[name], anyUpdate)
    .map(([request, customerId, update]) =>
      asJson({ ...request, ...asUpdate(request, update, provider), customerId, omit: false }),
    );

  property('agrees with the preview of an update', requests, (request) => {
    const { violations } = stage.service.previewUpdate(updateOf(request));
    expect(schema.disagreement(request, violations)).toBeUndefined();
  });

  test('names the rules that depend on the contact', () => {
    const places = schema.also.map(({ path, code }) => `${code} ${path.join('.')}`);
    expect(places).toEqual(expect.arrayContaining([...(DEPENDING[name] ?? [])]));
    expect(places).not.toContain('FORMAT options.account');
  });
});

const DEPENDING: Readonly<Partial<Record<ProviderName, readonly string[]>>> = {
  RPM: ['VALUE input.primary'],
  ZUORA: ['TOO_LONG input.address.country', 'TOO_LONG input.phones.number'],
};

function updateOf(request: Request): UpdateContactCommand {
  const { provider, customerId, ...command } = commandOf(request);
  return { ...command, contact: { provider, customerId, externalId: '1' } };
}

/** The request as it arrives over the wire. */
function asJson(request: Request): Request {
  return JSON.parse(JSON.stringify(request)) as Request;
}
