/**
 * Whether a provider's JSON Schema and its preview say the same of a request, except where `x-also` says why.
 */
import type { AnySchemaObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { jsonSchema } from '../../src/mapping/json-schema.js';
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

  constructor(provider: Provider, among: readonly Provider[]) {
    const keys = among.flatMap(({ write }) => write.options?.key ?? []);
    this.schema = jsonSchema(provider, keys);
    this.also = this.schema['x-also'] as unknown as readonly AlsoRule[];
    const ajv = new Ajv2020({ strict: false, strictSchema: true });
    ajv.addVocabulary(['x-also']);
    // The pattern beside the format says what an address is.
    ajv.addFormat('idn-email', true);
    this.#accepts = ajv.compile(this.schema as AnySchemaObject);
  }

  accepts(input: unknown, options: unknown): boolean {
    return this.#accepts({ input, options });
  }

  get errors(): string {
    return JSON.stringify(this.#accepts.errors);
  }

  /** What the schema cannot say, of what is wrong with a request. */
  names({ code, path }: Pick<Violation, 'code' | 'path'>): boolean {
    const place = withoutPositions(path).join('.');
    return this.also.some((rule) => rule.code === code && rule.path.join('.') === place);
  }
}

export function withoutPositions(path: Path): Path {
  return path.filter((part) => !/^\d+$/.test(part));
}
