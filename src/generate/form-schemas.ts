/** `schema/forms`: the JSON Schemas that `contactProviders.jsonSchema` answers, as files. */
import { jsonSchema } from '../mapping/json-schema.js';
import type { Provider } from '../providers/driver.js';

/** Path to text. */
export function formSchemas(providers: readonly Provider[]): Record<string, string> {
  const keys = providers.flatMap(({ write }) => write.options?.key ?? []);
  return Object.fromEntries(
    providers.map((provider) => [
      `schema/forms/${provider.id.toLowerCase()}.add.json`,
      `${JSON.stringify(jsonSchema(provider, keys), null, 2)}\n`,
    ]),
  );
}
