/** Every text argument of `addContact`, read from the schema. */
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isListType,
  isScalarType,
  parse,
  print,
  visit,
} from 'graphql';

export interface TextPlace {
  readonly path: string;
  /** The arguments with the text at this place. */
  with(text: string): Readonly<Record<string, unknown>>;
}

/** The emitted file is a subgraph's: Federation's additions are left out. */
function schema(): GraphQLSchema {
  const document = parse(readFileSync('schema/contacts.graphql', 'utf8'));
  const plain = visit(document, {
    SchemaExtension: () => null,
    Directive: () => null,
    DirectiveDefinition: () => null,
  });
  return buildSchema(print(plain), { assumeValidSDL: true });
}

const TEXTS = new Set(['String', 'ID', 'JSON']);

function placesBelow(type: GraphQLInputType, path: string, wrap: (value: unknown) => object): TextPlace[] {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return placesBelow(nullable.ofType, path, (value) => wrap([value]));
  if (isInputObjectType(nullable)) return placesOf(nullable, path, wrap);
  if (!isScalarType(nullable) || !TEXTS.has(nullable.name)) return [];
  return [{ path, with: (text) => wrap(text) as Readonly<Record<string, unknown>> }];
}

function placesOf(type: GraphQLInputObjectType, path: string, wrap: (value: unknown) => object): TextPlace[] {
  const fields = Object.values(type.getFields());
  // Required siblings, so that the text is reached at all.
  const beside: Record<string, unknown> = Object.fromEntries(
    fields.filter(({ type: of }) => String(of) === 'String!').map(({ name }) => [name, 'x']),
  );
  return fields.flatMap(({ name, type: of }) =>
    placesBelow(of, `${path}.${name}`, (value) => wrap({ ...beside, [name]: value })),
  );
}

export function textPlaces(): TextPlace[] {
  const types = schema();
  const input = types.getType('AddContactInput') as GraphQLInputObjectType;
  const options = types.getType('AddContactOptions') as GraphQLInputObjectType;
  return [
    { path: 'customerId', with: (text) => ({ customerId: text }) },
    ...placesOf(input, 'input', (value) => ({ input: value })),
    ...placesOf(options, 'options', (value) => ({ options: value })),
  ];
}
