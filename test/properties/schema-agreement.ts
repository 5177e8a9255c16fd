/**
 * Whether a provider's JSON Schema and its preview agree on a request, except where `x-also` says why not.
 */
import type { AnySchemaObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { jsonSchema, updateJsonSchema } from '../../src/mapping/json-schema.js';
import type { JsonObject, Path } from '../../src/model/contact.js';
import type { Violation } from '../../src/model/violation.js';
import type { Provider } from '../../src/providers/driver.js';

interface AlsoRule {
  readonly path: Path;
  readonly code: string;
  readonly when: string;
}

export class FormSchema {
  readonly schema: JsonObject;
  readonly also: readonly AlsoRule[];
  readonly #accepts: ValidateFunction;

  constructor(provider: Provider, among: readonly Provider[], operation: 'ADD' | 'UPDATE' = 'ADD') {
    const keys = among.flatMap(({ write }) => write.options?.key ?? []);
    const schema = operation === 'ADD' ? jsonSchema(provider, keys) : updateJsonSchema(provider, keys);
    if (!schema) throw new RangeError(`${provider.name} has no ${operation}.`);
    this.schema = schema;
    this.also = this.schema['x-also'] as unknown as readonly AlsoRule[];
    const ajv = new Ajv2020({ strict: false, strictSchema: true });
    ajv.addVocabulary(['x-also', 'x-clear', 'x-key']);
    // The pattern beside the format defines an address.
    ajv.addFormat('idn-email', true);
    this.#accepts = ajv.compile(this.schema as AnySchemaObject);
  }

  /**
   * How the schema and the preview differ on a request, as comparable texts; undefined if they agree. The
   * schema does not cover customer ids.
   */
  disagreement(request: FormRequest, found: readonly Violation[]): string[] | undefined {
    const violations = found.filter(({ path }) => path[0] !== 'customerId');
    const isAccepted = this.#accepts(request);
    if (isAccepted && violations.every((violation) => this.#isNamed(violation, request))) return undefined;
    if (!isAccepted && violations.length > 0) return undefined;
    const told = violations.map(({ code, path }) => `preview: ${code} ${path.join('.')}`);
    return [...told, `schema: ${isAccepted ? 'accepts' : JSON.stringify(this.#accepts.errors)}`];
  }

  /** Whether `x-also` names the rule, and the request is one it covers. */
  #isNamed({ code, path }: Violation, request: FormRequest): boolean {
    const place = withoutPositions(path).join('.');
    const isListed = this.also.some((rule) => rule.code === code && rule.path.join('.') === place);
    if (!isListed || code !== 'FORMAT') return isListed;
    const value = at(request, path);
    if (place === 'input.emails.address') return /[^ -~]/.test(String(value));
    if (place !== 'input.customFields.name') return true;
    const others = at(request, path.slice(0, 2)) as readonly { readonly name: string }[];
    return others.filter(({ name }) => name === value).length > 1;
  }
}

export interface FormRequest {
  readonly input: unknown;
  readonly options: unknown;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce((inner, part) => (inner as Readonly<Record<string, unknown>>)[part], value);
}

export function withoutPositions(path: Path): Path {
  return path.filter((part) => !/^\d+$/.test(part));
}
