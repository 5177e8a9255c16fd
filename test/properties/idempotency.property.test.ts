/** Which requests are equal under an idempotency key: those that are the same at the vendor. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { property } from '../support/property.js';
import { anyChange, changed, reordered } from './changes.js';
import { modelled } from './documented.js';
import { commandOf, MappingStage } from './mapping-stage.js';
import type { Request } from './reference.js';
import { keptRequest } from './requests.js';

let stage: MappingStage;
beforeAll(async () => {
  stage = await MappingStage.open();
});
afterAll(() => stage.close());

/** Adds under a key and returns how many requests of any kind that took. */
async function addUnder(service: ReturnType<MappingStage['keyed']>, key: string, request: Request) {
  stage.vendor.requests.length = 0;
  const command = commandOf(request);
  const outcome = await service.add({ ...command, options: { ...command.options, idempotencyKey: key } });
  return { outcome, calls: stage.vendor.requests.length };
}

describe.each(modelled)('keys at %s', (provider) => {
  property(
    'ignore the order of members',
    keptRequest(provider),
    async (request) => {
      const service = stage.keyed();
      const key = randomUUID();
      const first = await addUnder(service, key, request);
      const again = await addUnder(service, key, reordered(request));
      if (!first.outcome.ok) throw new Error(`not added: ${JSON.stringify(first.outcome.failure)}`);
      expect(again).toEqual({
        calls: 0,
        outcome: { ok: true, value: { ...first.outcome.value, replayed: true } },
      });
    },
    { share: 0.25 },
  );

  property(
    'make any other value another request, without a vendor call',
    fc.tuple(keptRequest(provider), anyChange),
    async ([request, change]) => {
      const other = changed(request, change);
      fc.pre(other !== undefined);
      const service = stage.keyed();
      const key = randomUUID();
      expect(await addUnder(service, key, request)).toMatchObject({ outcome: { ok: true } });
      expect(await addUnder(service, key, other)).toEqual({
        calls: 0,
        outcome: {
          ok: false,
          failure: { kind: 'idempotency-conflict', conflict: 'DIFFERENT_REQUEST', retryAfterSeconds: null },
        },
      });
    },
    { share: 0.25 },
  );
});
