/** How any request that fits the schema is handled, before it is sent and on the wire. */
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
  property('are accepted if the provider keeps every value', keptRequest(provider), (request) => {
    expect(stage.preview(request).violations).toEqual([]);
  });

  property('give each supplied leaf one fate, or are rejected', anyRequest(provider), (request) => {
    const { violations, fates } = stage.preview(request);
    const leaves = fates.map((fate) => fate.slice(0, fate.lastIndexOf(' ')));
    expect(leaves).toEqual(violations.length > 0 ? [] : leavesOf(request.input));
  });

  property('have violations about their arguments only, in order', anyRequest(provider), (request) => {
    const { violations } = stage.preview(request);
    for (const violation of violations)
      expect([violation, isInArguments(violation, request)]).toEqual([violation, true]);
    expect(isInOrder(violations)).toBe(true);
  });

  property('are rejected, or give each value its fate, as designed', anyRequest(provider), (request) => {
    const reference = new Reference(request);
    const { violations, fates } = reference;
    expect(stage.preview(request)).toEqual({ violations, fates: violations.length > 0 ? [] : fates });
  });

  property('have no relaxed limit and no new rejection under OMIT', anyRequest(provider), (request) => {
    const strict = stage.preview({ ...request, omit: false });
    const lenient = stage.preview({ ...request, omit: true });
    // OMIT is only about missing places; options of another provider are not fields.
    const isAboutPlaces = (violation: string) => /^(UNSUPPORTED input|TOO_MANY |VALUE )/.test(violation);
    const others = strict.violations.filter((violation) => !isAboutPlaces(violation));
    // Nothing is left of a request whose every value has no place.
    const isEmpty = others.length < strict.violations.length && lenient.violations.includes('REQUIRED input');
    expect(lenient.violations.filter((violation) => !isEmpty || violation !== 'REQUIRED input')).toEqual(
      others,
    );
    if (strict.violations.length === 0) expect(lenient).toEqual(strict);
  });

  property(
    'are on the wire unchanged and return if accepted, and are not sent if rejected',
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

  property(
    'have their customer id accepted or rejected as a whole',
    anyCustomerId(provider),
    (customerId) => {
      const request = { provider, customerId, input: {}, omit: false, options: {} };
      const { violations } = stage.preview(request);
      expect(violations.includes('FORMAT customerId')).toBe(!CUSTOMER_IDS[provider](customerId));
    },
  );

  const cases = lengthCases(provider);
  if (cases) {
    property(
      'are valid up to a limit in code points, and invalid one beyond it',
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
