/** Options of providers that a caller may send. */
import fc, { type Arbitrary } from 'fast-check';
import { providers } from '../../src/providers/registry.js';
import { isZuoraAccountId, type ProviderName } from './documented.js';
import type { Request } from './reference.js';
import { anyText, keptText } from './texts.js';

type Options = Request['options'];

const printable = (max: number) => fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: max });
const unpadded = (max: number) => printable(max).filter((text) => text.trim() === text);
const oneOfList = printable(20).filter((text) => !/[ ,]/.test(text));
const dataSource = fc.uuid().map((id) => `ds_${id}`);
const text = (kept: Arbitrary<string>) =>
  fc.oneof({ weight: 4, arbitrary: kept }, { weight: 1, arbitrary: anyText });

/** The option tables in schema order; `ofText` controls how wild a text may be. */
function fieldsOf(
  provider: ProviderName,
  customerId: string,
  ofText: (kept: Arbitrary<string>) => Arbitrary<string>,
): Record<string, Arbitrary<unknown>> {
  switch (provider) {
    case 'CHARGEBEE':
      return {
        businessEntityId: ofText(unpadded(50)),
        disableWebhooks: fc.boolean(),
        disableEmails: fc.boolean(),
        disableEventActions: fc.boolean(),
        originDevice: ofText(unpadded(40)),
        originIp: ofText(fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain())),
        originUser: ofText(
          fc.oneof(
            unpadded(40),
            keptText({ wire: '' }).filter((user) => user.length < 2000),
          ),
        ),
      };
    case 'CHARTMOGUL':
      return { dataSourceUuid: ofText(dataSource) };
    case 'CRO':
      return { tenantId: fc.integer({ min: 1, max: 2 ** 31 - 1 }) };
    case 'ZUORA':
      return {
        accountNumber: ofText(
          isZuoraAccountId(customerId) ? fc.constantFrom('A00000001', '...') : fc.constant(customerId),
        ),
        entityId: ofText(oneOfList),
        orgIds: fc.array(ofText(oneOfList), { maxLength: 3 }),
        trackId: ofText(unpadded(64).filter((id) => !/[:;"']/.test(id))),
      };
    case 'RPM':
      return {};
  }
}

function some(fields: Record<string, Arbitrary<unknown>>): Arbitrary<Record<string, unknown>> {
  const orNull = Object.entries(fields).map(([name, arbitrary]) => [
    name,
    fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: fc.constant(null) }),
  ]);
  return fc.record(Object.fromEntries(orNull), { requiredKeys: [] });
}

/** Valid options of the provider. */
export function keptOptions(provider: ProviderName, customerId: string): Arbitrary<Options> {
  if (provider === 'RPM') return fc.constant({});
  const key = provider.toLowerCase();
  const own = some(fieldsOf(provider, customerId, (kept) => kept));
  return fc.oneof(
    fc.constant({}),
    own.map((values) => ({ [key]: values })),
  );
}

/** Any options that fit the schema, also of other providers. */
export function options(provider: ProviderName): Arbitrary<Options> {
  const own = some({
    ...fieldsOf(provider, 'A00000001', text),
    ...(provider === 'CRO' && { tenantId: fc.integer({ min: -2, max: 3 }) }),
  });
  const known = providers.flatMap(({ write }) => write.options?.key ?? []);
  const key = provider.toLowerCase();
  const others = fc.subarray(known, { maxLength: 2 });
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    {
      weight: 3,
      arbitrary: fc.tuple(own, others, fc.boolean()).map(([values, keys, isNull]) => {
        const all: Record<string, Readonly<Record<string, unknown>> | null> = {};
        // In schema order, which is that of the keys.
        for (const other of [...new Set([...keys, ...known.filter((name) => name === key)])].sort()) {
          all[other] = other === key ? values : isNull ? null : {};
        }
        return all;
      }),
    },
    { weight: 1, arbitrary: fc.constant({ chargebee: null, zuora: null }) },
  );
}
