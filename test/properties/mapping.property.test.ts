/** What becomes of any request that the schema lets through: before it is sent, and on the wire. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { property } from '../support/property.js';
import { CUSTOMER_IDS, modelled } from './documented.js';
import { expectBack, expectOnTheWire } from './expected-wire.js';
import { leavesOf } from './leaves.js';
import { lengthCases } from './lengths.js';
import { MappingStage } from './mapping-stage.js';
import { isInArguments, isInOrder } from './paths.js';
import { prototypes } from './prototypes.js';
import { Reference } from './reference.js';
import { anyCustomerId, anyRequest, keptRequest } from './requests.js';

let stage: MappingStage;
const untouched = prototypes();
beforeAll(async () => {
  stage = await MappingStage.open();
});
afterAll(() => stage.close());

describe.each(modelled)('requests to %s', (provider) => {
  property('what the provider keeps is accepted, whatever it holds', keptRequest(provider), (request) => {
    expect(stage.preview(request).violations).toEqual([]);
  });

  property(
    'every supplied leaf has one fate, or the request is rejected',
    anyRequest(provider),
    (request) => {
      const { violations, fates } = stage.preview(request);
      const leaves = fates.map((fate) => fate.slice(0, fate.lastIndexOf(' ')));
      expect(leaves).toEqual(violations.length > 0 ? [] : leavesOf(request.input));
    },
  );

  property('violations are about what was said, in its order', anyRequest(provider), (request) => {
    const { violations } = stage.preview(request);
    for (const violation of violations)
      expect([violation, isInArguments(violation, request)]).toEqual([violation, true]);
    expect(isInOrder(violations)).toBe(true);
  });

  property(
    'what is rejected and what becomes of the rest is what the design says',
    anyRequest(provider),
    (request) => {
      const reference = new Reference(request);
      const { violations, fates } = reference;
      expect(stage.preview(request)).toEqual({ violations, fates: violations.length > 0 ? [] : fates });
    },
  );

  property('leaving out relaxes no limit and rejects nothing more', anyRequest(provider), (request) => {
    const strict = stage.preview({ ...request, omit: false });
    const lenient = stage.preview({ ...request, omit: true });
    // A place that is missing is all that leaving out is about; options of another provider are no fields.
    const isAboutPlaces = (violation: string) => /^(UNSUPPORTED input|TOO_MANY |VALUE )/.test(violation);
    const others = strict.violations.filter((violation) => !isAboutPlaces(violation));
    // Nothing is left of a request that says only what has no place.
    const isEmpty = others.length < strict.violations.length && lenient.violations.includes('REQUIRED input');
    expect(lenient.violations.filter((violation) => !isEmpty || violation !== 'REQUIRED input')).toEqual(
      others,
    );
    if (strict.violations.length === 0) expect(lenient).toEqual(strict);
  });

  property(
    'what is accepted is on the wire unchanged and comes back, what is rejected is not sent',
    fc.oneof(keptRequest(provider), anyRequest(provider)),
    async (request) => {
      const reference = new Reference(request);
      const outcome = await stage.add(request);
      if (reference.violations.length > 0) {
        expect(outcome).toMatchObject({ ok: false, failure: { kind: 'invalid' } });
        expect(stage.vendor.requests).toEqual([]);
        return;
      }
      expect(stage.vendor.requests).toHaveLength(1);
      const [received] = stage.vendor.requests;
      if (received) expectOnTheWire(received, reference, stage.vendor.origin);
      if (!outcome.ok) throw new Error(`not added: ${JSON.stringify(outcome.failure)}`);
      expectBack(outcome.value.contact, reference);
      expect(outcome.value.fates.map(({ path, fate }) => `${path.join('.')} ${fate}`)).toEqual(
        reference.fates,
      );
    },
  );

  property('customer ids are taken or rejected as a whole', anyCustomerId(provider), (customerId) => {
    const request = { provider, customerId, input: {}, omit: false, options: {} };
    const { violations } = stage.preview(request);
    expect(violations.includes('FORMAT customerId')).toBe(!CUSTOMER_IDS[provider](customerId));
  });

  const cases = lengthCases(provider);
  if (cases) {
    property(
      'lengths count code points: the last one allowed, and one more',
      cases,
      ({ at, beyond, fault }) => {
        expect(stage.preview(at).violations).toEqual([]);
        expect(stage.preview(beyond).violations).toEqual([fault]);
      },
    );
  }
});

test('no prototype has changed', () => {
  expect(prototypes()).toEqual(untouched);
});
