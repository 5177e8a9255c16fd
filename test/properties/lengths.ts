/** Requests with one text at its limit, and with one code point more. */
import fc, { type Arbitrary } from 'fast-check';
import type { ContactInput } from '../../src/model/contact.js';
import { CRO_NAME_MAX, CRO_PHONES, PHONE, type ProviderName, TEXTS, ZUORA_PHONES } from './documented.js';
import type { Request } from './reference.js';
import { KEPT_CUSTOMER_IDS } from './requests.js';
import { UNITS } from './texts.js';

export interface LengthCase {
  readonly at: Request;
  readonly beyond: Request;
  readonly fault: string;
}

interface Place {
  readonly path: string;
  readonly max: number;
  input(text: string): ContactInput;
}

const NEEDED: Readonly<Partial<Record<ProviderName, ContactInput>>> = {
  CHARGEBEE: { emails: [{ address: 'ada@x.io' }] },
  ZUORA: { firstName: 'Ada', lastName: 'Lovelace' },
};

function placesOf(provider: ProviderName): Place[] {
  const texts = Object.entries(TEXTS[provider]).flatMap(([field, { max }]): Place[] => {
    if (max === undefined) return [];
    const [head = '', part] = field.split('.');
    return [
      {
        path: `input.${field}`,
        max,
        input: (text) => ({ [head]: part === undefined ? text : { [part]: text } }),
      },
    ];
  });
  const phone = (max: number, kind?: string): Place => ({
    path: 'input.phones.0.number',
    max,
    input: (number) => ({ phones: [{ number, ...(kind && { kind }) }] }) as ContactInput,
  });
  switch (provider) {
    case 'CHARGEBEE':
      return [...texts, phone(PHONE.CHARGEBEE.max ?? 0)];
    case 'CRO':
      return [
        ...texts,
        phone(CRO_PHONES.usual.max),
        phone(CRO_PHONES.FAX.max, 'FAX'),
        // The space between them counts.
        {
          path: 'input.lastName',
          max: CRO_NAME_MAX - 'Ada '.length,
          input: (lastName) => ({ firstName: 'Ada', lastName }),
        },
        { path: 'input.firstName', max: CRO_NAME_MAX, input: (firstName) => ({ firstName }) },
      ];
    case 'ZUORA':
      return [...texts, ...Object.entries(ZUORA_PHONES).map(([kind, { max }]) => phone(max ?? 0, kind))];
    default:
      return texts;
  }
}

/** Undefined for a provider that documents no limit. */
export function lengthCases(provider: ProviderName): Arbitrary<LengthCase> | undefined {
  const [first, ...others] = placesOf(provider).filter(({ max }) => max > 0);
  if (!first) return undefined;
  const unit = fc.constantFrom(...UNITS);
  return fc.constantFrom(first, ...others).chain((place) =>
    fc
      .tuple(
        fc.array(unit, { minLength: place.max, maxLength: place.max }),
        unit,
        KEPT_CUSTOMER_IDS[provider],
        fc.boolean(),
      )
      .map(([units, more, customerId, omit]) => {
        const requestOf = (text: string): Request => ({
          provider,
          customerId,
          input: { ...NEEDED[provider], ...place.input(text) },
          omit,
          options: {},
        });
        return {
          at: requestOf(units.join('')),
          beyond: requestOf(units.join('') + more),
          fault: `TOO_LONG ${place.path}`,
        };
      }),
  );
}
