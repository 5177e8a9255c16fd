/** `schema/forms`: the JSON Schemas of `contactProviders.jsonSchema` as files. */
import { jsonSchema, updateJsonSchema } from '../mapping/json-schema.js';
import type { Provider } from '../providers/driver.js';

/** Path to text. */
export function formSchemas(providers: readonly Provider[]): Record<string, string> {
  const keys = providers.flatMap(({ write }) => write.options?.key ?? []);
  const forms = providers.flatMap((provider) => {
    const update = updateJsonSchema(provider, keys);
    return [
      [fileOf(provider, 'add'), jsonSchema(provider, keys)] as const,
      ...(update ? [[fileOf(provider, 'update'), update] as const] : []),
    ];
  });
  return Object.fromEntries(forms.map(([path, schema]) => [path, `${JSON.stringify(schema, null, 2)}\n`]));
}

function fileOf({ id }: Provider, verb: string): string {
  return `schema/forms/${id.toLowerCase()}.${verb}.json`;
}
