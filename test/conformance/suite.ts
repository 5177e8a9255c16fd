/**
 * What holds of every provider, asked of one over real HTTP against its own vendor. It reads the provider's table
 * to know what to ask, and the vendor, who knows nothing of that table, to know what came of it. A provider says
 * what it is excused from, not what it can do, so a new one starts with every case.
 */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ContactInput, Path } from '../../src/domain/contact.js';
import { failureMessage } from '../../src/domain/failure-message.js';
import { type Failure, writeOutcome } from '../../src/domain/outcome.js';
import { UNIFIED_FIELDS, type UnifiedField } from '../../src/domain/unified-fields.js';
import { memberNames } from '../../src/graph/to-member.js';
import type { Provider } from '../../src/providers/provider.js';
import { describeFields, type FieldCapability } from '../../src/providers/table/describe.js';
import type { Fault, SandboxReply, SandboxVendor, SandboxVendorFactory } from '../../src/sandbox/vendor.js';
import {
  fieldOf,
  fullInputs,
  keptFields,
  kindsOf,
  minimalInput,
  samples,
  suppliedLeaves,
  textFields,
  usualInput,
  withField,
} from './inputs.js';
import { bodyValues, type Exchange, Stage, type StageOptions } from './stage.js';
import { type Excusable, sandboxOf, type Target } from './target.js';

const CONTROL_CHARACTERS = ['\u0000', '\u0007', '\u001b', '\u007f', '\u0085', '\u2028', '\u2029'];
const LONE_SURROGATES = ['\ud83d', '\ude00'];
const LINE_BREAKS = ['\n', '\r\n', '\t'];

/** Seven to fifteen code points, which fits every place that a text can have. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['letters beyond ASCII', 'Zoë Åß 漢字 Ωж'],
  ['emoji', '😀 👩‍👩‍👧 🏳️‍🌈'],
  ['leading zeros', '0071234'],
  ['plus signs', '+49+30+7946'],
  ['ampersands and equals signs', 'a=b&c=d;&e'],
  ['quotes', `"O'Neil" \`x\``],
  ['percent signs', '100% %41 %0A'],
  ['slashes', 'a\\b/c?d#e..'],
  ['markup', '<b>&amp;</b>'],
  ['a word of JSON', '{"a":null}'],
  ['blanks around it', '  padded  '],
  ['combining marks, not composed', 'e\u0301e\u0301e\u0301e\u0301'],
];

const MALFORMED_CUSTOMER_IDS = [
  '',
  ' ',
  '.',
  '..',
  '../x',
  '../../admin',
  'a/b',
  'a\\b',
  '?',
  '#',
  'a?b=c',
  'a#b',
  '%2e%2e',
  '%2F',
  ';',
  'a;b',
  'a\nb',
  'a\r\nx-injected: 1',
  '\t',
  '\u0000',
  '7\u0000',
  '\u007f',
  '\ud800',
  'a\udc00b',
  'x'.repeat(10_000),
  '9'.repeat(10_000),
  '0',
  '01',
  '-1',
  '+1',
  '1.5',
  '1e3',
  '0x10',
  '1_000',
  '1,000',
  ' 7',
  '7 ',
  '2147483648',
  '9223372036854775808',
  '\u0661\u0662\u0663',
  'NaN',
  'null',
];

/** What each fault has to be told as, whoever the vendor is, and whether the contact is then there. */
const FAULTS: Readonly<Record<Fault, { kinds: readonly Failure['kind'][]; stored: number }>> = {
  RATE_LIMITED: { kinds: ['rate-limited'], stored: 0 },
  RATE_LIMITED_WITH_RETRY_AFTER: { kinds: ['rate-limited'], stored: 0 },
  SERVER_ERROR: { kinds: ['unknown'], stored: 0 },
  CREDENTIALS_REFUSED: { kinds: ['access'], stored: 0 },
  PERMISSION_DENIED: { kinds: ['access'], stored: 0 },
  MAINTENANCE: { kinds: ['unavailable', 'unknown'], stored: 0 },
  ERROR_IN_200: { kinds: ['rejected'], stored: 0 },
  UNKNOWN_CODE: { kinds: ['rejected'], stored: 0 },
  CUT_BEFORE_COMMIT: { kinds: ['unknown'], stored: 0 },
  CUT_AFTER_COMMIT: { kinds: ['unknown'], stored: 1 },
  SERVER_ERROR_AFTER_COMMIT: { kinds: ['unknown'], stored: 1 },
  HTML_REPLY: { kinds: ['unknown'], stored: 1 },
  TRUNCATED_REPLY: { kinds: ['unknown'], stored: 1 },
  HANG: { kinds: ['unknown'], stored: 1 },
  // With less time than the vendor takes; `slowAnswers` has the case with enough.
  SLOW: { kinds: ['unknown'], stored: 1 },
};
const NEVER_IN_TIME: ReadonlySet<Fault> = new Set(['HANG', 'SLOW']);
const SHORT_DEADLINE_MS = 150;

/** Registers the cases for one provider. */
export function conformance(target: Target): void {
  const { provider, among, excused } = target;
  // The tables of the documentation begin with the ordinary ones.
  const ordinary = target.customers.find(({ member }) => member === 'AddContactSuccess');
  const described = describeFields(provider);
  const minimal = minimalInput(provider);
  const full = fullInputs(provider, target.customFields);
  const usual = usualInput(provider);
  /** A text of the usual contact by which the vendor's answers show that it is stored. */
  const mark = /\w{6,}/.exec(JSON.stringify(Object.values(usual)[0]))?.[0] ?? '';

  let createSandbox: SandboxVendorFactory;
  let faults: SandboxVendor['faults'];
  beforeAll(async () => {
    createSandbox = await sandboxOf(provider);
    ({ faults } = createSandbox({}));
  });

  let stage: Stage;
  const open = (more: Partial<StageOptions> = {}): Promise<Stage> =>
    Stage.open({
      provider,
      among,
      createSandbox,
      customerId: ordinary?.id ?? '',
      ...more,
    });
  beforeEach(async () => {
    stage = await open();
  });
  afterEach(async () => {
    const reports = JSON.stringify(stage.reports);
    await stage.close();
    for (const secret of secretsOf(stage)) expect(reports).not.toContain(secret);
  });

  /** The stage of a test that needs another one. */
  async function restage(more: Partial<StageOptions>): Promise<void> {
    await stage.close();
    stage = await open(more);
  }

  /** A group of cases that a provider may be excused from. */
  function section(name: Excusable, cases: () => void): void {
    const reason = excused[name];
    if (reason === undefined) describe(name, cases);
    else test.skip(`${name} (excused: ${reason})`, () => {});
  }

  test('is excused only from what cannot be asked of it', () => {
    const able: Readonly<Record<Excusable, boolean>> = {
      'required fields': Object.keys(minimal).length > 0,
      'length limits': described.some(({ maxLength }) => maxLength !== null),
      'addresses at their limit': described.some(isAddressWithLimit),
      'list capacities': described.some(({ maxItems }) => maxItems !== null),
      position: provider.fields.position !== undefined,
      'custom fields': provider.fields.customFields !== undefined,
      options: provider.options !== undefined,
      'unknown customer': target.customers.some(({ member }) => member === memberNames['customer-not-found']),
      ...(Object.fromEntries(
        Object.keys(FAULTS).map((fault) => [
          `fault ${fault}`,
          Object.values(faults).includes(fault as Fault),
        ]),
      ) as Record<`fault ${Fault}`, boolean>),
    };
    const excuses = Object.keys(excused).sort();
    expect(excuses).toEqual(
      Object.entries(able)
        .filter(([, isAble]) => !isAble)
        .map(([name]) => name)
        .sort(),
    );
  });

  test('has a customer for every ordinary and every unusual case', () => {
    expect(ordinary).toBeDefined();
    expect(Object.keys(faults)).not.toContain(ordinary?.id);
    expect(target.customers.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(faults)));
  });

  test('is not asked while it is not configured', async () => {
    await restage({ environment: () => ({}) });
    expect(await stage.failure(usual)).toEqual({ kind: 'access', problem: 'NOT_CONFIGURED' });
  });

  describe('adding', () => {
    test('a minimal contact: only what the provider requires', async () => {
      const { contact, fates } = await stage.added(minimal);
      expect(fates.map(({ path }) => path)).toEqual(suppliedLeaves(minimal).map(({ path }) => path));
      expect(contact.externalId).not.toBe('');
      expect(stage.writes).toHaveLength(1);
      expectOnlyWhatWasAsked(stage.writes[0], fates, target);
    });

    test.each(full.map((input) => [Object.keys(input).join(', '), input] as const))(
      'a full contact: %s',
      async (_fields, input) => {
        const { contact, fates, replayed } = await stage.added(input);

        expect(replayed).toBe(false);
        expect(fates.map(({ path }) => path)).toEqual(suppliedLeaves(input).map(({ path }) => path));
        expect(fates.filter(({ fate }) => fate === 'OMITTED' || fate === 'NOT_KEPT')).toEqual([]);
        for (const { fate, reason } of fates) expect(reason === null).toBe(fate === 'SENT');

        expect(stage.writes).toHaveLength(1);
        expectOnlyWhatWasAsked(stage.writes[0], fates, target);
        const sent = stage.writes[0] ? bodyValues(stage.writes[0].request) : [];
        for (const { path, value } of suppliedLeaves(input)) {
          const { fate, providerField } =
            fates.find((candidate) => String(candidate.path) === String(path)) ?? {};
          if (fate !== 'SENT' || path.at(-1) === 'kind' || path[1] === 'notifications') continue;
          const there = sent.filter(([name]) => isAtOrBelow(name, providerField ?? ''));
          // The name of a custom field is a name on the wire too, not a value.
          const values = there.flatMap(([name, sentValue]) => [name, sentValue, String(sentValue)]);
          expect(values).toContain(typeof value === 'boolean' ? String(value) : value);
        }

        expect(contact.customerId).not.toBe('');
        expect(contact.provider).toBe(provider.id);
        for (const [field, value] of whatCameBack(provider, input)) {
          expect([field, fieldOf(contact, field)]).toEqual([field, value]);
        }
      },
    );

    test.each(full.map((input) => [Object.keys(input).join(', '), input] as const))(
      'is told beforehand by a preview, which asks nobody: %s',
      async (_fields, input) => {
        const { violations, fates } = stage.preview(input);
        expect(violations).toEqual([]);
        expect(stage.exchanges).toHaveLength(0);
        expect(fates).toEqual((await stage.added(input)).fates);
      },
    );

    test('takes null for not given, and an empty list of addresses, numbers and custom fields too', async () => {
      const nulls = Object.fromEntries(
        ['address', 'socialProfiles', ...UNIFIED_FIELDS.filter((field) => !field.includes('.'))].map(
          (name) => [name, null],
        ),
      );
      const lists = ['emails', 'phones', 'customFields'] as const;
      const empty = Object.fromEntries(
        lists.filter((field) => !provider.fields[field]?.required).map((field) => [field, []]),
      );
      for (const nothing of [nulls, empty, { address: {}, socialProfiles: {} }]) {
        const { fates } = await stage.added({ ...nothing, ...minimal });
        expect(fates.map(({ path }) => path)).toEqual(suppliedLeaves(minimal).map(({ path }) => path));
      }
      const bodies = stage.writes.map(({ request }) => bodyValues(request).map(([name]) => name));
      expect(new Set(bodies.map(String)).size).toBe(1);
    });

    test('reports in input order, whatever the order of the caller', async () => {
      for (const input of full) {
        const reversed = Object.fromEntries(Object.entries(input).reverse()) as ContactInput;
        const { fates } = stage.preview(reversed);
        expect(fates.map(({ path }) => path)).toEqual(suppliedLeaves(input).map(({ path }) => path));
      }
    });
  });

  describe('what the provider cannot keep', () => {
    const unkept = UNIFIED_FIELDS.filter((field) => !provider.fields[field]);

    test.each(unkept)('refuses %s and says who keeps it', async (field) => {
      const violations = await stage.violations(withField(minimal, field, samples[field]));
      expect(violations).toMatchObject([
        {
          code: 'UNSUPPORTED',
          path: ['input', ...field.split('.')],
          supportedBy: among.filter(({ fields }) => fields[field]).map(({ id }) => id),
        },
      ]);
      expect(stage.exchanges).toHaveLength(0);
    });

    test.each(unkept)('leaves %s out and lists it when asked to', async (field) => {
      const input = withField(minimal, field, samples[field]);
      const { fates } = await stage.added(input, { unsupportedFields: 'OMIT' });
      const given = suppliedLeaves(withField({}, field, samples[field])).map(({ path }) => path);
      const omitted = fates.filter(({ fate }) => fate === 'OMITTED');
      expect(omitted.map(({ path }) => path)).toEqual(given);
      for (const { providerField, reason } of omitted) {
        expect(providerField).toBeNull();
        expect(reason).not.toBeNull();
      }
      expect(fates.map(({ path }) => path)).toEqual(suppliedLeaves(input).map(({ path }) => path));
      expectOnlyWhatWasAsked(stage.writes[0], fates, target);
    });

    test('takes what is so anyway: enabled, and not the primary contact', async () => {
      const idle = (['enabled', 'primary'] as const).filter((field) => !provider.fields[field]);
      const input = idle.reduce((rest, field) => withField(rest, field, field === 'enabled'), minimal);
      const { fates } = await stage.added(input);
      const implied = fates.filter(({ fate }) => fate === 'IMPLIED').map(({ path }) => path[1]);
      expect(implied.sort()).toEqual([...idle].sort());
      expectOnlyWhatWasAsked(stage.writes[0], fates, target);
    });

    describe.each([
      ['emails', 'address', ['WORK', 'PERSONAL']],
      ['phones', 'number', ['WORK', 'HOME', 'MOBILE', 'FAX', 'OTHER']],
    ] as const)('kinds of %s', (list, part, kinds) => {
      const value = list === 'emails' ? 'ada@example.com' : '+44 20 79460';
      const kept = provider.fields[list]?.leaves.find((leaf) => leaf.part === 'kind')?.allowedValues;
      const cases = provider.fields[list] ? kinds : [];
      test.each(cases)('%s', async (kind) => {
        const input = withField(minimal, list, [{ [part]: value, kind }]);
        const at = ['input', list, '0'];
        if (kept?.includes(kind)) {
          const { contact } = await stage.added(input);
          expect(contact[list]).toEqual([{ [part]: value, kind }]);
          return;
        }
        const [violation, ...others] = await stage.violations(input);
        expect(others).toEqual([]);
        expect(violation).toMatchObject(
          kept
            ? { code: 'VALUE', path: [...at, 'kind'], allowedValues: kept }
            : {
                code: 'UNSUPPORTED',
                path: [...at, 'kind'],
                supportedBy: among.filter((other) => keepsKinds(other, list)).map(({ id }) => id),
              },
        );
        const { fates } = stage.preview(input, { unsupportedFields: 'OMIT' });
        // Where kinds are kept, this one has no slot and the value goes with it; else the value stays.
        const left = kept
          ? [
              [...at, part],
              [...at, 'kind'],
            ]
          : [[...at, 'kind']];
        expect(fates.filter(({ fate }) => fate === 'OMITTED').map(({ path }) => path)).toEqual(left);
      });
    });

    test('refuses each notification that it has no switch for, and knows the others', async () => {
      const known = provider.fields.notifications?.leaves[0]?.allowedValues;
      if (!known) return;
      const all = ['ACCOUNT_EMAIL', 'BILLING_EMAIL', 'NEW_REQUEST', 'FAILED_REQUEST'];
      const input = withField(minimal, 'notifications', all);
      const unknown = all.flatMap((name, index) => (known.includes(name) ? [] : [String(index)]));
      expect((await stage.violations(input)).map(({ code, path }) => [code, ...path])).toEqual(
        unknown.map((index) => ['VALUE', 'input', 'notifications', index]),
      );
      const { fates } = await stage.added(input, { unsupportedFields: 'OMIT' });
      expect(fates.filter(({ fate }) => fate === 'OMITTED').map(({ path }) => path.at(-1))).toEqual(unknown);
    });

    test('refuses the options of every other provider', async () => {
      const others = among.filter((other) => other !== provider && other.options);
      expect(others).not.toHaveLength(0);
      for (const { id, options } of others) {
        const violations = await stage.violations(minimal, { providers: { [options?.key ?? '']: {} } });
        expect(violations).toMatchObject([
          { code: 'UNSUPPORTED', path: ['options', options?.key], supportedBy: [id] },
        ]);
      }
      expect(stage.exchanges).toHaveLength(0);
    });

    test('does not relax a rule because it may leave something out', async () => {
      const [field] = textFields(provider);
      if (!field) return;
      const input = withField(
        withField(minimal, field, ''),
        unkept[0] ?? 'name',
        samples[unkept[0] ?? 'name'],
      );
      const violations = await stage.violations(input, { unsupportedFields: 'OMIT' });
      expect(violations.map(({ code, path }) => [code, ...path])).toEqual([
        ['TOO_SHORT', 'input', ...field.split('.')],
      ]);
    });
  });

  describe('everything wrong at once', () => {
    test('is told in one answer, in input order, and nobody is asked', async () => {
      const bad: Partial<Record<UnifiedField, unknown>> = {
        emails: [{ address: 'nobody' }],
        phones: [{ number: '' }],
        position: 0,
        customFields: [{ name: '', value: 'x' }],
        notifications: ['ACCOUNT_EMAIL', 'NEW_REQUEST'],
      };
      // A flag that is kept has no wrong value.
      const faulty = UNIFIED_FIELDS.filter(
        (field) => !(provider.fields[field] && (field === 'primary' || field === 'enabled')),
      );
      const input = faulty.reduce((rest, field) => {
        const value = provider.fields[field] ? (bad[field] ?? '') : samples[field];
        return withField(rest, field, value);
      }, {} as ContactInput);
      const other =
        among.find((candidate) => candidate !== provider && candidate.options)?.options?.key ?? '';
      const violations = await stage.violations(input, {
        customerId: '',
        idempotencyKey: 'short',
        providers: { [other]: {} },
      });

      const heads = violations.map(({ path }) =>
        path.slice(1, path[1] === 'address' || path[1] === 'socialProfiles' ? 3 : 2).join('.'),
      );
      expect(violations[0]?.path).toEqual(['customerId']);
      expect([...new Set(heads.slice(1))]).toEqual([...faulty, 'idempotencyKey', other]);
      for (const { message } of violations) expect(message).not.toBe('');
      expect(stage.exchanges).toHaveLength(0);
    });
  });

  section('required fields', () => {
    const required = keptFields(provider).filter((field) => provider.fields[field]?.required);

    test('are described as such', () => {
      const ofRequired = described.filter((field) => field.required && field.path.at(-1) !== 'kind');
      expect([...new Set(ofRequired.map(({ path }) => path.slice(0, 2).join('.')))]).toEqual(
        required.map((field) => `input.${field}`),
      );
    });

    test.each(required)('%s: absent, null and empty are refused', async (field) => {
      const path = ['input', field];
      const isList = typeof samples[field] !== 'string';
      const { [field as keyof ContactInput]: _, ...without } = minimal;
      const nothing = isList
        ? [without, { ...without, [field]: null }, { ...without, [field]: [] }]
        : [without, { ...without, [field]: null }];
      for (const input of nothing) {
        expect(await stage.violations(input)).toMatchObject([{ code: 'REQUIRED', path }]);
      }
      const empty = field === 'emails' ? [{ address: '' }] : field === 'phones' ? [{ number: '' }] : '';
      expect(await stage.violations({ ...without, [field]: empty })).toMatchObject([
        {
          code: 'TOO_SHORT',
          path: isList ? [...path, '0', field === 'emails' ? 'address' : 'number'] : path,
        },
      ]);
    });

    test('are needed even when the rest may be left out', async () => {
      const violations = await stage.violations({}, { unsupportedFields: 'OMIT' });
      expect(violations.map(({ code, path }) => [code, ...path])).toEqual(
        required.map((field) => ['REQUIRED', 'input', field]),
      );
    });
  });

  describe('least lengths', () => {
    const leaves = described.filter(({ minLength, format }) => minLength !== null && format !== 'email');
    test.each(leaves.map((leaf) => [nameOf(leaf), leaf] as const))('%s', async (_name, leaf) => {
      const least = leaf.minLength ?? 0;
      await stage.added(withLeaf(minimal, leaf, 'x'.repeat(least)));
      expect(await stage.violations(withLeaf(minimal, leaf, 'x'.repeat(least - 1)))).toMatchObject([
        { code: 'TOO_SHORT', path: pathOf(leaf), minLength: least, length: least - 1 },
      ]);
    });

    const addresses = described.filter(({ format }) => format === 'email');
    test.each(addresses.map((leaf) => [nameOf(leaf), leaf] as const))(
      'an empty address: %s',
      async (_name, leaf) => {
        const violations = await stage.violations(withLeaf(minimal, leaf, ''));
        expect(violations).toMatchObject([{ code: 'TOO_SHORT', path: pathOf(leaf) }]);
      },
    );
  });

  section('length limits', () => {
    const leaves = described.filter(({ maxLength, format }) => maxLength !== null && format !== 'email');
    test.each(leaves.map((leaf) => [nameOf(leaf), leaf] as const))('%s', async (_name, leaf) => {
      const most = leaf.maxLength ?? 0;
      // Two UTF-16 units and four bytes each: whoever counts those is found out.
      await expectLimit(leaf, most, '😀'.repeat(most), '😀'.repeat(most + 1));
    });
  });

  section('addresses at their limit', () => {
    const leaves = described.filter(isAddressWithLimit);
    test.each(leaves.map((leaf) => [nameOf(leaf), leaf] as const))('%s', async (_name, leaf) => {
      const most = leaf.maxLength ?? 0;
      await expectLimit(leaf, most, addressOfLength(most), addressOfLength(most + 1));
    });
  });

  section('list capacities', () => {
    const lists = (['emails', 'phones'] as const).filter((list) =>
      described.some(({ path, maxItems }) => path[1] === list && maxItems !== null),
    );
    test.each(lists)('%s', async (list) => {
      const kinds = kindsOf(provider, list);
      const most = described.find(({ path }) => path[1] === list)?.maxItems;
      expect(kinds).toHaveLength(most ?? -1);
      const item = (kind: { kind?: string }, index: number) =>
        list === 'emails'
          ? { address: `ada${index}@example.com`, ...kind }
          : { number: `+44 20 79460${index}`, ...kind };
      const items = kinds.map(item);
      await expectKept(withField(minimal, list, items));

      const tooMany = withField(minimal, list, [...items, item(kinds[0] ?? {}, 9)]);
      expect(await stage.violations(tooMany)).toMatchObject([
        { code: 'TOO_MANY', path: ['input', list], maxItems: most, items: (most ?? 0) + 1 },
      ]);
      const { contact, fates } = await stage.added(tooMany, { unsupportedFields: 'OMIT' });
      expect(contact[list]).toHaveLength(most ?? -1);
      const omitted = fates
        .filter(({ fate }) => fate === 'OMITTED')
        .map(({ path }) => path.slice(0, 3).join('.'));
      expect([...new Set(omitted)]).toEqual([`input.${list}.${most}`]);
    });
  });

  section('position', () => {
    test('starts at 1', async () => {
      await expectKept({ ...minimal, position: 1 });
      for (const position of [0, -1]) {
        expect(await stage.violations({ ...minimal, position })).toMatchObject([
          { code: 'RANGE', path: ['input', 'position'], minimum: 1 },
        ]);
      }
    });
  });

  describe('texts', () => {
    test.each(TEXTS)('are kept as they are: %s', async (_what, text) => {
      for (const base of full) {
        const input = withTexts(base, text);
        const { contact, fates } = await stage.added(input);
        expect(fates.filter(({ fate }) => fate === 'NOT_KEPT')).toEqual([]);
        for (const [field, value] of whatCameBack(provider, input)) {
          expect([field, fieldOf(contact, field)]).toEqual([field, value]);
        }
      }
    });

    /** The base with the text in every leaf that holds a free text, so also numbers, but addresses. */
    function withTexts(base: ContactInput, text: string): ContactInput {
      const texts = textFields(provider).filter((field) => fieldOf(base, field) !== undefined);
      const input = texts.reduce((rest, field) => withField(rest, field, text), base);
      return {
        ...input,
        ...(input.phones && { phones: input.phones.map((phone) => ({ ...phone, number: text })) }),
      };
    }

    test('line breaks and tabs are kept in notes', async () => {
      if (!provider.fields.notes) return;
      const notes = 'one\ntwo\r\nthree\tfour\n';
      const { contact } = await stage.added({ ...minimal, notes });
      expect(contact.notes).toBe(notes);
    });

    const freeTexts = described.filter(
      ({ path, format, minLength }) => minLength !== null && (format !== 'email' || path[1] === 'emails'),
    );
    test.each(freeTexts.map((leaf) => [nameOf(leaf), leaf] as const))(
      'control characters and halves of characters are refused: %s',
      async (_name, leaf) => {
        const ofOneLine = leaf.path[1] === 'notes' ? [] : LINE_BREAKS;
        for (const character of [...CONTROL_CHARACTERS, ...LONE_SURROGATES, ...ofOneLine]) {
          const text = leaf.format === 'email' ? `ada${character}@example.com` : `+44 20${character}7946`;
          expect([character, await stage.violations(withLeaf(minimal, leaf, text))]).toMatchObject([
            character,
            [{ code: 'FORMAT', path: pathOf(leaf) }],
          ]);
        }
        expect(stage.exchanges).toHaveLength(0);
      },
    );
  });

  describe('addresses', () => {
    test('that are none, or more than an address, are refused', async () => {
      if (!provider.fields.emails) return;
      const wrong = [
        'ada',
        'ada@',
        '@example.com',
        'ada@example',
        'ada@@example.com',
        'ada lovelace@example.com',
        ' ada@example.com',
        'ada@example.com ',
        'ada@example.com,bob@example.com',
        'ada@example.com;bob@example.com',
        'Ada <ada@example.com>',
        '<ada@example.com>',
        '"ada"@example.com',
        '"a,d,a"@example.com',
        'ada@[127.0.0.1]',
        'ada@127.0.0.1',
        `${'a'.repeat(65)}@example.com`,
        'mailto:ada@example.com?subject=x',
        'ada@example.com\n',
      ];
      for (const address of wrong) {
        const violations = await stage.violations({ ...minimal, emails: [{ address }] });
        expect([address, violations]).toMatchObject([
          address,
          expect.arrayContaining([
            expect.objectContaining({ code: 'FORMAT', path: ['input', 'emails', '0', 'address'] }),
          ]),
        ]);
      }
      expect(stage.exchanges).toHaveLength(0);
    });

    test.each(["o'neil+tag%x@example.co.uk", 'ADA@Example.COM', 'x@bücher.example'])(
      'are kept as they are: %s',
      async (address) => {
        if (!provider.fields.emails) return;
        const { contact } = await stage.added({ ...minimal, emails: [{ address }] });
        expect(contact.emails.map((email) => email.address)).toEqual([address]);
      },
    );
  });

  section('custom fields', () => {
    const [field] = target.customFields ?? [];
    const name = field?.name ?? '';
    const withFields = (customFields: unknown): ContactInput =>
      ({ ...minimal, customFields }) as ContactInput;
    const at = (...rest: string[]): Path => ['input', 'customFields', ...rest];

    test('of every type are kept', async () => {
      await expectKept(withFields(target.customFields));
    });

    test('are refused twice under one name', async () => {
      const violations = await stage.violations(withFields([field, field]));
      expect(violations).toMatchObject([{ code: 'FORMAT', path: at('1', 'name') }]);
    });

    test('are refused under a name that reaches a prototype', async () => {
      const names = ['__proto__', 'constructor', 'prototype'];
      const fields = names.map((reserved) => ({ name: reserved, value: 'x' }));
      expect((await stage.violations(withFields(fields))).map(({ code, path }) => [code, path])).toEqual(
        names.map((_, index) => ['FORMAT', at(String(index), 'name')]),
      );
    });

    test('need a name', async () => {
      const violations = await stage.violations(withFields([{ name: '', value: 'x' }]));
      expect(violations).toMatchObject([{ code: 'TOO_SHORT', path: at('0', 'name') }]);
    });

    test('need a single value', async () => {
      const noValues = [{ a: 1 }, ['x'], [], {}, Number.NaN, Number.POSITIVE_INFINITY];
      for (const value of noValues) {
        const violations = await stage.violations(withFields([{ name, value }]));
        expect(violations).toMatchObject([{ code: 'FORMAT', path: at('0', 'value') }]);
      }
      for (const nothing of [{ name }, { name, value: undefined }]) {
        const violations = await stage.violations(withFields([nothing]));
        expect(violations).toMatchObject([{ code: 'REQUIRED', path: at('0', 'value') }]);
      }
    });

    test('take null, which clears a field', async () => {
      const { fates } = await stage.added(withFields([{ name, value: null }]));
      expect(fates.map(({ path }) => path.slice(1).join('.'))).toEqual(
        expect.arrayContaining(['customFields.0.name', 'customFields.0.value']),
      );
    });
  });

  section('options', () => {
    const cases = target.options ?? {};

    test('all have a case', () => {
      expect(Object.keys(cases).sort()).toEqual(Object.keys(provider.options?.fields ?? {}).sort());
    });

    test.each(Object.keys(cases))('%s', async (name) => {
      const key = provider.options?.key ?? '';
      for (const { value, customerId, seen, as } of cases[name]?.good ?? []) {
        await stage.added(minimal, {
          providers: { [key]: { [name]: value } },
          ...(customerId && { customerId }),
        });
        const write = stage.writes.at(-1);
        expect(write && seen(write.request)).toEqual(as);
      }
      const before = stage.exchanges.length;
      for (const [value, code] of cases[name]?.bad ?? []) {
        const violations = await stage.violations(minimal, { providers: { [key]: { [name]: value } } });
        expect([value, violations]).toMatchObject([value, [{ code }]]);
        expect(violations[0]?.path.slice(0, 3)).toEqual(['options', key, name]);
      }
      expect(stage.exchanges).toHaveLength(before);
    });

    test('given as null are as good as not given', async () => {
      const nulls = Object.fromEntries(Object.keys(cases).map((name) => [name, null]));
      const { fates } = await stage.added(minimal, { providers: { [provider.options?.key ?? '']: nulls } });
      expectOnlyWhatWasAsked(stage.writes[0], fates, target);
    });
  });

  describe('idempotency keys', () => {
    const key = 'Key_0.1~2-3456789';

    test('make one contact of two requests', async () => {
      const first = await stage.added(usual, { idempotencyKey: key });
      const writes = stage.writes.length;
      const again = await stage.added(usual, { idempotencyKey: key });
      expect(again).toEqual({ ...first, replayed: true });
      expect(first.replayed).toBe(false);
      expect(stage.writes).toHaveLength(writes);
    });

    test('make one contact of many requests at once', async () => {
      const added = await Promise.all(
        Array.from({ length: 10 }, () => stage.added(usual, { idempotencyKey: key })),
      );
      expect(new Set(added.map(({ contact }) => contact.id)).size).toBe(1);
      expect(added.filter(({ replayed }) => !replayed)).toHaveLength(1);
      expect(stage.writes).toHaveLength(1);
    });

    test('do nothing when they were used for another contact', async () => {
      await stage.added(usual, { idempotencyKey: key });
      const writes = stage.writes.length;
      const other = { ...usual, emails: [{ address: 'another@example.com' }] };
      const outcome = await stage.add(other, { idempotencyKey: key });
      expect(outcome).toMatchObject({
        failure: { kind: 'idempotency-conflict', conflict: 'DIFFERENT_REQUEST' },
      });
      expect(stage.writes).toHaveLength(writes);
    });

    test('at and beyond their limits', async () => {
      for (const length of [16, 128]) await stage.added(usual, { idempotencyKey: 'k'.repeat(length) });
      const before = stage.exchanges.length;
      for (const [idempotencyKey, code] of [
        ['k'.repeat(15), 'TOO_SHORT'],
        ['k'.repeat(129), 'TOO_LONG'],
        ['', 'TOO_SHORT'],
        [`${key}:`, 'FORMAT'],
        [`${key}é`, 'FORMAT'],
        [`${key}\n`, 'FORMAT'],
      ] as const) {
        const violations = await stage.violations(usual, { idempotencyKey });
        expect(violations.map((violation) => violation.code)).toContain(code);
        for (const { path } of violations) expect(path).toEqual(['options', 'idempotencyKey']);
      }
      expect(stage.exchanges).toHaveLength(before);
    });
  });

  describe('customer ids', () => {
    test('that are malformed never come near a URL', async () => {
      const taken: string[] = [];
      for (const customerId of MALFORMED_CUSTOMER_IDS) {
        const { violations } = stage.preview(minimal, { customerId });
        if (violations.length === 0) taken.push(customerId);
        else {
          expect(await stage.violations(minimal, { customerId })).toMatchObject([
            { code: 'FORMAT', path: ['customerId'], expected: provider.customerId.format },
          ]);
        }
      }
      expect(taken.filter((id) => !target.oddCustomerIds?.includes(id))).toEqual([]);
      expect(stage.exchanges).toHaveLength(0);
    });

    test('that only look odd reach the vendor as they are', async () => {
      for (const customerId of target.oddCustomerIds ?? []) {
        const { kind } = await stage.failure(minimal, { customerId });
        expect([customerId, kind]).toEqual([customerId, 'customer-not-found']);
        expect(stage.exchanges.at(-1)?.customerId).toBe(customerId);
      }
    });

    test('have an example that is one', () => {
      expect(provider.customerId.accepts(provider.customerId.example)).toBe(true);
    });
  });

  section('unknown customer', () => {
    test('is told as such', async () => {
      const member = memberNames['customer-not-found'];
      const customerId = target.customers.find((customer) => customer.member === member)?.id ?? '';
      expect(await stage.failure(minimal, { customerId })).toEqual({
        kind: 'customer-not-found',
        customerId,
      });
      expect(stage.writes).toHaveLength(1);
    });
  });

  describe('every documented customer', () => {
    test.each(target.customers)('$id: $member', async ({ id, member }) => {
      const fault = faults[id];
      // Takes two seconds, so `slowAnswers` has it for all providers at once.
      if (fault === 'SLOW') return expect(member).toBe('AddContactSuccess');
      const deadline = fault && NEVER_IN_TIME.has(fault) ? { deadlineMs: SHORT_DEADLINE_MS } : {};
      const outcome = await stage.add(usual, { customerId: id, ...deadline });
      if (outcome.ok) {
        expect('AddContactSuccess').toBe(member);
        expect(stage.timesStored(mark)).toBe(1);
        return;
      }
      const { failure } = outcome;
      expect(memberNames[failure.kind]).toBe(member);
      expect(stage.writes.length).toBeGreaterThan(0);
      if (writeOutcome(failure) === 'NOT_APPLIED') expect(stage.timesStored(mark)).toBe(0);
      // Nothing is sent again that may have been carried out.
      else expect(stage.writes).toHaveLength(1);
      if (failure.kind === 'invalid')
        expect(failure.violations).toMatchObject([{ path: expect.arrayContaining(['input']) }]);
    });
  });

  for (const fault of Object.keys(FAULTS) as Fault[]) {
    section(`fault ${fault}`, () => {
      test('is told for what it is', async () => {
        const [customerId = ''] = Object.keys(faults).filter((id) => faults[id] === fault);
        const isLate = NEVER_IN_TIME.has(fault);
        const startedAt = performance.now();
        const failure = await stage.failure(usual, {
          customerId,
          ...(isLate && { deadlineMs: SHORT_DEADLINE_MS }),
        });
        const tookMs = performance.now() - startedAt;

        const { kinds, stored } = FAULTS[fault];
        expect(kinds).toContain(failure.kind);
        expect(writeOutcome(failure)).toBe(failure.kind === 'unknown' ? 'UNKNOWN' : 'NOT_APPLIED');
        expect(stage.timesStored(mark)).toBe(stored);
        if (failure.kind === 'unknown') expect(stage.writes).toHaveLength(1);
        if (isLate) expect(tookMs).toBeLessThan(SHORT_DEADLINE_MS + 1000);
        if (fault === 'RATE_LIMITED_WITH_RETRY_AFTER') {
          expect(failure).toMatchObject({ retryAfterSeconds: expect.any(Number) });
        }
        if (fault === 'CREDENTIALS_REFUSED')
          expect(failure).toMatchObject({ problem: 'CREDENTIALS_REJECTED' });
        if (fault === 'PERMISSION_DENIED') expect(failure).toMatchObject({ problem: 'PERMISSION_DENIED' });
        expect(failureMessage(failure, provider.name)).not.toBe('');
      });
    });
  }

  describe('an answer nobody documents', () => {
    const unreadable: (readonly [what: string, reply: SandboxReply])[] = [
      ['success without a body', { status: 200 }],
      ['success with an empty object', { status: 200, body: {} }],
      ['success with a list', { status: 200, body: [] }],
      ['success with null', { status: 200, body: 'null' }],
      ['success with a number', { status: 200, body: '7' }],
      ['success with broken JSON', { status: 200, body: '{"id":"1"' }],
      ['success that is too large', { status: 200, body: `"${'x'.repeat(1_100_000)}"` }],
      ['204', { status: 204 }],
      ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }],
      ['a permanent redirect', { status: 308, headers: { location: '/elsewhere' } }],
      ['408', { status: 408 }],
      ['500 without a body', { status: 500 }],
      ['502 with an HTML page', { status: 502, body: '<html></html>' }],
      ['504', { status: 504, body: { message: 'timeout' } }],
    ];
    test.each(unreadable)('that does not tell what was done is unknown: %s', async (_what, reply) => {
      await restage({ alter: () => reply });
      const failure = await stage.failure(usual);
      expect(failure.kind).toBe('unknown');
      expect(stage.writes).toHaveLength(1);
    });

    const refused: (readonly [what: string, reply: SandboxReply])[] = [
      ['400 without a body', { status: 400 }],
      ['404 with an HTML page', { status: 404, body: '<html></html>' }],
      ['405 with a text', { status: 405, body: 'no' }],
      ['413', { status: 413, body: { a: { b: ['c'] } } }],
      ['422 with a list', { status: 422, body: ['no'] }],
    ];
    test.each(refused)('that refuses without a reason is a refusal: %s', async (_what, reply) => {
      await restage({ alter: () => reply });
      const failure = await stage.failure(usual);
      expect(failure.kind).toBe('rejected');
      expect(stage.writes).toHaveLength(1);
    });

    test('429 with nothing in it is a rate limit, with the wait that its header names', async () => {
      await restage({ alter: () => ({ status: 429, headers: { 'retry-after': '17' } }) });
      expect(await stage.failure(usual)).toEqual({ kind: 'rate-limited', retryAfterSeconds: 17 });
    });
  });

  describe('reading back', () => {
    test.each(full.map((input) => [Object.keys(input).join(', '), input] as const))(
      'gives what adding gave: %s',
      async (_fields, input) => {
        const { contact } = await stage.added(input);
        expect(await stage.readBack(contact)).toEqual({ ok: true, value: contact });
      },
    );
  });

  describe('access and connection', () => {
    test('credentials that the vendor does not know are refused', async () => {
      await restage({
        environment: (given) =>
          Object.fromEntries(
            Object.entries(given).map(([name, value]) => [name, isSecret(name) ? wrong(value) : value]),
          ),
      });
      expect(await stage.failure(usual)).toEqual({ kind: 'access', problem: 'CREDENTIALS_REJECTED' });
    });

    test('a refused connection is unavailable: nothing was done', async () => {
      await stage.stopVendor();
      const failure = await stage.failure(usual);
      expect(failure).toMatchObject({ kind: 'unavailable', retryAfterSeconds: null });
      expect(writeOutcome(failure)).toBe('NOT_APPLIED');
      expect(stage.reports.every(({ sent }) => !sent)).toBe(true);
    });

    test('a deadline that has passed is unavailable: nothing was sent', async () => {
      const failure = await stage.failure(usual, { deadlineMs: 0 });
      expect(failure.kind).toBe('unavailable');
      expect(stage.exchanges).toHaveLength(0);
    });

    test('every exchange about a customer is reported', async () => {
      await stage.added(usual);
      expect(stage.reports).toMatchObject([
        {
          requestId: 'conformance',
          provider: provider.id,
          operation: 'addContact',
          sent: true,
          fault: undefined,
        },
      ]);
    });
  });

  describe('what is nobody else’s business', () => {
    const secretive = privateInputs(full);

    test.each(secretive.map((input) => [Object.keys(input).join(', '), input] as const))(
      'stays out of failures and reports when the vendor repeats it: %s',
      async (_fields, input) => {
        const texts = privateTexts(input);
        expect(texts.length).toBeGreaterThan(0);
        const refusing = target.customers.filter(
          ({ id, member }) => member !== 'AddContactSuccess' && !NEVER_IN_TIME.has(faults[id] as Fault),
        );
        for (const echo of [texts.join(' | '), ...texts, JSON.stringify(input)]) {
          await restage({ alter: (reply) => ({ ...reply, body: repeating(reply.body, echo) }) });
          for (const { id: customerId } of refusing) {
            const outcome = await stage.add(input, { customerId });
            // Some refuse a contact only for what this one has.
            const failure = outcome.ok
              ? []
              : [outcome.failure, failureMessage(outcome.failure, provider.name)];
            const told = [failure, stage.reports];
            expect(JSON.stringify(told)).not.toMatch(PRIVATE);
          }
        }
      },
    );

    test('stays out of violations', async () => {
      const canary = 'Qzprivate';
      const bad: Partial<Record<UnifiedField, unknown>> = {
        emails: [{ address: `${canary} at example.com`, kind: 'WORK' }, { address: `${canary}@` }],
        phones: [{ number: `${canary}\u0000` }, { number: '' }, { number: canary }],
        customFields: [
          { name: `${canary}\u0000`, value: canary },
          { name: canary, value: { canary } },
        ],
        position: 0,
        notifications: ['NEW_REQUEST', 'ACCOUNT_EMAIL'],
        primary: true,
        enabled: false,
      };
      const input = UNIFIED_FIELDS.reduce(
        (rest, field) => withField(rest, field, field in bad ? bad[field] : `${canary.repeat(99)}\u0000`),
        {} as ContactInput,
      );
      const failure = await stage.failure(input, { customerId: `${canary} /`, idempotencyKey: `${canary}:` });
      expect(failure.kind).toBe('invalid');
      expect(JSON.stringify([failureMessage(failure, provider.name), failure])).not.toContain(canary);
    });
  });

  /** The limit is ours and the vendor's: both take what is at it, and neither what is beyond. */
  async function expectLimit(leaf: FieldCapability, most: number, at: string, beyond: string): Promise<void> {
    await expectKept(withLeaf(minimal, leaf, at));
    expect(await stage.violations(withLeaf(minimal, leaf, beyond))).toMatchObject([
      { code: 'TOO_LONG', path: pathOf(leaf), maxLength: most, length: most + 1 },
    ]);
    expect(stage.writes).toHaveLength(1);

    // A limit that is tighter than the vendor's is noticed by nobody else.
    const encoded = (text: string) => new URLSearchParams({ text }).toString().slice('text='.length);
    await restage({
      tamper: (body) => body.replace(at, beyond).replace(encoded(at), encoded(beyond)),
    });
    expect(await stage.failure(withLeaf(minimal, leaf, at))).toMatchObject({
      kind: 'invalid',
      violations: [{ code: 'PROVIDER_RULE', path: pathOf(leaf) }],
    });
  }

  /** Adds the contact and makes sure that the vendor kept all of it. */
  async function expectKept(input: ContactInput): Promise<void> {
    const { contact, fates } = await stage.added(input);
    expect(fates.filter(({ fate }) => fate !== 'SENT' && fate !== 'TRANSFORMED')).toEqual([]);
    for (const [field, value] of whatCameBack(provider, input)) {
      expect([field, fieldOf(contact, field)]).toEqual([field, value]);
    }
  }
}

/** Vendors that take two seconds over an answer, all of them at once: that is what takes the time. */
export function slowAnswers(targets: readonly Target[]): void {
  test('a customer whose answers are slow gets its contact all the same', async () => {
    const added = await Promise.all(
      targets.map(async ({ provider, among, customers }) => {
        const createSandbox = await sandboxOf(provider);
        const { faults } = createSandbox({});
        const customerId = customers.find(({ id }) => faults[id] === 'SLOW')?.id ?? '';
        const stage = await Stage.open({ provider, among, createSandbox, customerId });
        try {
          return (await stage.added(usualInput(provider))).contact.provider;
        } finally {
          await stage.close();
        }
      }),
    );
    expect(added).toEqual(targets.map(({ provider }) => provider.id));
  });
}

/**
 * A request holds no null and nothing that was not asked for, and everything that was said to be sent. A custom
 * field may be null: that clears it.
 */
function expectOnlyWhatWasAsked(
  exchange: Exchange | undefined,
  fates: readonly { readonly path: Path; readonly providerField: string | null }[],
  { unasked }: Target,
): void {
  if (!exchange) throw new Error('Nothing was asked of the vendor.');
  const { request } = exchange;
  const values = bodyValues(request);
  expect(
    values.filter(([, value]) => [null, undefined, 'null', 'undefined'].includes(value as null)),
  ).toEqual([]);
  const asked = new Set(fates.flatMap(({ providerField }) => providerField ?? []));
  const names = new Set(values.map(([name]) => name));
  const beyond = [...names].filter((name) => ![...asked].some((field) => isAtOrBelow(name, field)));
  expect(beyond.sort()).toEqual(
    Object.keys(unasked.body)
      .filter((name) => !asked.has(name))
      .sort(),
  );
  const missing = [...asked].filter((field) => ![...names].some((name) => isAtOrBelow(name, field)));
  expect(missing).toEqual([]);
  expect(
    Object.keys(request.headers)
      .filter((name) => !STANDARD_HEADERS.has(name))
      .sort(),
  ).toEqual(Object.keys(unasked.headers).sort());
}

const STANDARD_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-length',
  'content-type',
  'host',
]);

function isAtOrBelow(name: string, field: string): boolean {
  return name === field || name.startsWith(`${field}.`);
}

/**
 * What the contact has to hold after the input was added. A provider that keeps one name has the parts joined,
 * and one that keeps the parts has a name for display; the primary mark comes back where it was accepted.
 */
function whatCameBack(provider: Provider, input: ContactInput): (readonly [UnifiedField, unknown])[] {
  const joined = [input.firstName, input.lastName].filter((part) => typeof part === 'string').join(' ');
  return UNIFIED_FIELDS.flatMap((field): (readonly [UnifiedField, unknown])[] => {
    const value = fieldOf(input, field);
    if (value === undefined || !provider.fields[field]) return [];
    const isPart = field === 'firstName' || field === 'lastName';
    if (isPart && provider.fields.name)
      return [
        ['name', joined],
        [field, null],
      ];
    return [[field, value]];
  });
}

function keepsKinds(provider: Provider, list: 'emails' | 'phones'): boolean {
  return provider.fields[list]?.leaves.some(({ part }) => part === 'kind') ?? false;
}

function nameOf({ path, kind }: FieldCapability): string {
  return [...path.slice(1), ...(kind ? [kind] : [])].join('.');
}

/** Where the leaf stands in an input that has one item of its list. */
function pathOf({ path }: FieldCapability): Path {
  const [argument = '', head = '', ...rest] = path;
  return head === 'emails' || head === 'phones' || head === 'customFields'
    ? [argument, head, '0', ...rest]
    : path;
}

function withLeaf(input: ContactInput, { path, kind }: FieldCapability, text: string): ContactInput {
  const [, head, part = ''] = path;
  const place = kind === null ? {} : { kind };
  if (head === 'emails') return withField(input, 'emails', [{ address: text, ...place }]);
  if (head === 'phones') return withField(input, 'phones', [{ number: text, ...place }]);
  return withField(input, (part === '' ? head : `${head}.${part}`) as UnifiedField, text);
}

/** The longest address that RFC 5321 allows is one of 254 characters; what is longer cannot be one address. */
function isAddressWithLimit({ format, maxLength }: FieldCapability): boolean {
  return format === 'email' && maxLength !== null && maxLength <= 254;
}

/** A valid address of that length; the part before the sign may have 64 at most. */
function addressOfLength(length: number): string {
  const domain = '.example.com';
  const local = 'a'.repeat(Math.min(64, length - 2 - domain.length));
  return `${local}@${'b'.repeat(length - 1 - local.length - domain.length)}${domain}`;
}

/** The full inputs with texts that stand nowhere else. */
function privateInputs(full: readonly ContactInput[]): ContactInput[] {
  let count = 0;
  const text = () => `Qz${String.fromCharCode(97 + (count++ % 26))}private`;
  const hide = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => hide(item, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hide(inner, name)]));
    }
    if (typeof value !== 'string' || ['kind', 'value', 'notifications'].includes(key)) return value;
    if (key === 'address') return `${text()}@example.com`;
    if (key === 'number') return `+49 30 88${100 + count++}`;
    if (key === 'notes') return `${text()} "quoted"\n${text()}\tafter a tab`;
    return text();
  };
  return full.map(({ customFields, ...input }) => ({
    ...(hide(input, '') as ContactInput),
    // Their names are the account's.
    ...(customFields && { customFields }),
  }));
}

/** The texts of an input that a vendor may repeat, a line at a time too. */
function privateTexts(input: ContactInput): string[] {
  return suppliedLeaves(input).flatMap(({ value }) =>
    typeof value === 'string' && PRIVATE.test(value) ? [value, ...value.split('\n')] : [],
  );
}

/** What `privateInputs` put into an input, and nobody else may show. */
const PRIVATE = /Qz\w*private|\+49 30 88\d+/;

/** A reply in which every text also repeats something. */
function repeating(body: unknown, echo: string): unknown {
  if (typeof body === 'string') return `${body}: ${echo}`;
  if (Array.isArray(body)) return body.map((item) => repeating(item, echo));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, repeating(value, echo)]));
}

function isSecret(name: string): boolean {
  return /KEY|SECRET|TOKEN/.test(name);
}

/** Another secret of the same form. */
function wrong(value = ''): string {
  return `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`;
}

function secretsOf(stage: Stage): string[] {
  const secrets = Object.entries(stage.environment).filter(([name]) => isSecret(name));
  return secrets.flatMap(([, value]) => value ?? []);
}
