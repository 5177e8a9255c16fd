/** The JSON Schema of a provider rejects what preview rejects, and nothing else. */
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { providers } from '../../src/providers/registry.js';
import { property } from '../support/property.js';
import type { ProviderName } from './documented.js';
import { commandOf, MappingStage } from './mapping-stage.js';
import type { Request } from './reference.js';
import { anyRequest, KEPT_CUSTOMER_IDS, keptRequest } from './requests.js';
import { FormSchema } from './schema-agreement.js';

let stage: MappingStage;
beforeAll(async () => {
  stage = await MappingStage.open();
});
afterAll(() => stage.close());

describe.each(providers)('the schema of $name', (provider) => {
  const name = provider.id as ProviderName;
  const schema = new FormSchema(provider, providers);
  const requests = fc
    .tuple(fc.oneof(keptRequest(name), anyRequest(name)), KEPT_CUSTOMER_IDS[name])
    .map(([request, customerId]) => asJson({ ...request, customerId, omit: false }));

  property('agrees with preview', requests, (request) => {
    const { violations } = stage.service.preview(commandOf(request));
    expect(schema.disagreement(request, violations)).toBeUndefined();
  });
});

/** As it comes over the wire. */
function asJson(request: Request): Request {
  return JSON.parse(JSON.stringify(request)) as Request;
}
