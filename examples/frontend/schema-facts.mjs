/** A GraphQL Code Generator plugin: the schema facts that Apollo Client and the form need at run time. */
import { isAbstractType, isEnumType } from 'graphql';

export function plugin(schema) {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const members = (type) => schema.getPossibleTypes(type).map(({ name }) => name);
  const possibleTypes = types.filter(isAbstractType).map((type) => [type.name, members(type)]);
  const described = (enumName) =>
    types
      .filter((type) => isEnumType(type) && type.name === enumName)
      .flatMap((type) => type.getValues().map(({ name, description }) => [name, description]));
  const { ifExists, matchBy } = schema.getType('AddContactOptions').getFields();
  const constant = (name, entries) =>
    `export const ${name} = ${JSON.stringify(Object.fromEntries(entries), null, 2)};\n`;
  return [
    constant('possibleTypes', possibleTypes),
    constant('groupTitles', described('ContactFieldGroup')),
    constant('existsPolicies', described('ContactExistsPolicy')),
    `export const existsHelp = ${JSON.stringify(ifExists.description)};\n`,
    constant('matches', described('ContactMatch')),
    `export const usualMatches: readonly (keyof typeof matches)[] = ${JSON.stringify(matchBy.defaultValue)};\n`,
  ].join('\n');
}
