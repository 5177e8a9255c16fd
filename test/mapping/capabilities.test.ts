/** What a form can read about a provider, compared with the checks that requests pass. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { DescribedField } from '../../src/mapping/describe.js';
import { describeFields, inFormOrder, requiresAnyOf } from '../../src/mapping/describe.js';
import { describeOptions } from '../../src/mapping/describe-options.js';
import { jsonSchema, updateJsonSchema } from '../../src/mapping/json-schema.js';
import { textPattern } from '../../src/mapping/text-pattern.js';
import { checkText, type TextLimits } from '../../src/mapping/text-rules.js';
import type { ContactInput, JsonObject } from '../../src/model/contact.js';
import { matchesIdRule } from '../../src/providers/id-rule.js';
import { providers } from '../../src/providers/registry.js';
import { modelled } from '../properties/documented.js';
import { MappingStage } from '../properties/mapping-stage.js';
import { anyCustomerId } from '../properties/requests.js';
import { anyAddress, anyText } from '../properties/texts.js';
import { describedAs } from '../support/facts.js';
import { property } from '../support/property.js';
import { checkExpression } from '../support/recheck.js';

let stage: MappingStage;
beforeAll(async () => {
  stage = await MappingStage.open();
});
afterAll(() => stage.close());

const all = providers.flatMap((provider) => [...describeFields(provider), ...describeOptions(provider)]);

describe('patterns', () => {
  const patterns = [...new Set(all.flatMap(({ pattern }) => pattern ?? []))];

  test('are anchored, and compile with the u flag', () => {
    expect(patterns.length).toBeGreaterThan(5);
    for (const pattern of [...patterns, ...providers.map(({ info }) => info.customerId.pattern.source)]) {
      expect(pattern).toMatch(/^\^.*\$$/s);
      expect(() => new RegExp(pattern, 'u')).not.toThrow();
    }
  });

  test.each(patterns)('take linear time: %s', async (pattern) => {
    const { status } = await checkExpression(pattern, 'u');
    expect(status).toBe('safe');
  });

  test.each(patterns)('take at most 100 ms for the longest text: %s', (pattern) => {
    const expression = new RegExp(pattern, 'u');
    for (const unit of [' ', 'a', 'a.', '@', 'a@', '\u200b', '\ud800', '-', 'http:', '😀']) {
      const text = `${unit.repeat(65_536 / unit.length)}\u0000`;
      const start = process.threadCpuUsage();
      expression.test(text);
      const { user, system } = process.threadCpuUsage(start);
      expect([unit, (user + system) / 1000 < 100]).toEqual([unit, true]);
    }
  });

  const provider = { name: 'Acme', omitsUnset: false, wireName: (wire: string) => wire };
  const RULES: Readonly<Record<string, TextLimits>> = {
    'a line': {},
    'several lines': { multiline: true },
    'text that may be empty': { min: 0, multiline: true },
    'a number': { phone: true },
    'an address of the web': { webUrl: true },
    'a form of its own': { pattern: /^[A-Z]{2}$/u },
  };
  for (const [name, limits] of Object.entries(RULES)) {
    const expression = new RegExp(textPattern(limits), 'u');
    property(`agree with the check: ${name}`, anyText, (text) => {
      const violations = checkText(text, limits, [], provider, null);
      if (text === '' || violations.some(({ code }) => code === 'TOO_LONG')) return;
      expect(expression.test(text)).toBe(violations.length === 0);
    });
  }

  const address = new RegExp(textPattern({ email: true }), 'u');
  property('agree with the check: an email address', anyAddress, (text) => {
    const violations = checkText(text, { email: true }, [], provider, null);
    if (text === '' || violations.some(({ code }) => code === 'TOO_LONG')) return;
    expect(address.test(text)).toBe(violations.length === 0);
  });

  test.each([
    'x@bücher.example',
    'ada@xn--bcher-kva.example',
    'ada@example.xn--p1ai',
    'дед@почта.рф',
    'ada@example.рф',
    'ada@😀.example',
  ])('accept an address outside ASCII: %s', (text) => {
    expect([checkText(text, { email: true }, [], provider, null), address.test(text)]).toEqual([[], true]);
  });
});

describe.each(providers)('the form of $name', (provider) => {
  const fields = describeFields(provider);

  test('keeps the fields of a group together, people first', () => {
    const groups = inFormOrder(fields).map(({ group }) => group);
    const beginnings = groups.filter((group, index) => group !== groups[index - 1]);
    expect(beginnings).toEqual([...new Set(groups)]);
    expect(groups[0]).toBe('PERSON');
    expect(inFormOrder(fields)).toHaveLength(fields.length);
  });

  test('has an entry for each list, and within it one for each part', () => {
    for (const { path } of fields.filter(({ inList }) => inList)) {
      expect(fields.filter((field) => field.type === 'LIST' && field.path[1] === path[1])).toHaveLength(1);
    }
  });

  test.each(fields.filter(({ path }) => path.length === 2 || path[1] === 'address'))(
    'has a valid example for $title',
    (field) => {
      const excluded = field.excludes.map((path) => path.join());
      const required = fields.filter(
        (other) => other.required && !other.inList && !excluded.includes(other.path.join()),
      );
      const input = [...required, field].reduce(withExample, {} as ContactInput);
      const { violations } = stage.service.preview({
        provider: provider.id,
        customerId: provider.info.customerId.example,
        input,
        options: {},
        requestId: 'example',
      });
      expect(violations).toEqual([]);
    },
  );

  test('has valid examples of options', () => {
    for (const { path, example } of describeOptions(provider)) {
      const [, key = '', option = ''] = path;
      const options = option === '' ? { [key]: example } : { providers: { [key]: { [option]: example } } };
      const { violations } = stage.service.preview({
        provider: provider.id,
        customerId: provider.info.customerId.example,
        input: {},
        options,
        requestId: 'example',
      });
      expect(violations.filter(({ path: at }) => at[0] === 'options')).toEqual([]);
    }
  });

  test('has exclusions in both directions', () => {
    for (const { path, excludes } of fields) {
      for (const other of excludes) {
        const back = fields.find((field) => field.path.join() === other.join());
        expect(back?.excludes).toContainEqual(path);
      }
    }
  });

  test('requires a field, or one of several', () => {
    const isRequired = fields.some(({ required, inList }) => required && !inList);
    expect(requiresAnyOf(fields).length > 0).toBe(!isRequired);
  });
});

describe.each(modelled)('customers of %s', (name) => {
  property('that the pattern rejects are invalid', anyCustomerId(name), (id) => {
    const rule = describedAs(name).provider.info.customerId;
    const isAccepted = matchesIdRule(rule, id);
    const matches = new RegExp(rule.pattern.source, 'u').test(id);
    const isTooLarge = rule.max !== undefined && matches && BigInt(id) > rule.max;
    expect([id, matches]).toEqual([id, isAccepted || isTooLarge]);
  });
});

function withExample(input: ContactInput, { path, example }: DescribedField): ContactInput {
  const [, head = '', part] = path;
  if (part === undefined) return { ...input, [head]: example };
  const outer = (input as Readonly<Record<string, object | undefined>>)[head];
  return { ...input, [head]: { ...outer, [part]: example } };
}

describe.each(providers)('the examples and defaults of $name', (provider) => {
  const keys = providers.flatMap(({ write }) => write.options?.key ?? []);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });

  test.each([
    ['add', jsonSchema(provider, keys)],
    ['update', updateJsonSchema(provider, keys)],
  ])('are valid in the schema of an %s', (_, schema) => {
    if (schema === null) return;
    const given = subschemas(schema).flatMap((sub) => {
      const { examples = [], default: fallback } = sub as { examples?: unknown[]; default?: unknown };
      const values = fallback === undefined ? examples : [...examples, fallback];
      return values.map((value) => ({ title: sub.title, value, isValid: ajv.validate(sub, value) }));
    });
    expect(given.length).toBeGreaterThan(5);
    expect(given.filter(({ isValid }) => !isValid)).toEqual([]);
  });
});

/** Everything a form draws, at every depth. */
function subschemas(schema: JsonObject): JsonObject[] {
  const { properties = {}, items } = schema as {
    properties?: Record<string, JsonObject>;
    items?: JsonObject;
  };
  return [...Object.values(properties), ...(items ? [items] : [])].flatMap((sub) => [
    sub,
    ...subschemas(sub),
  ]);
}
