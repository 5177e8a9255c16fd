/** The schema with each root field's token requirements, for routers that check tokens themselves. */
import { type ConstDirectiveNode, type FieldDefinitionNode, Kind, parse, print, visit } from 'graphql';
import { rootRules } from './access.js';

const AUTHENTICATED = '@authenticated';
const REQUIRES_SCOPES = '@requiresScopes';

/**
 * Root fields only: other subgraphs' fields, with their own rules, also reach entities, and the subgraph
 * checks each of those.
 */
export function securedSchema(sdl: string): string {
  const secured = visit(parse(sdl), {
    SchemaExtension: (node) => {
      const [link] = node.directives ?? [];
      const imports = link?.arguments?.find(({ name }) => name.value === 'import');
      if (!link?.arguments || imports?.value.kind !== Kind.LIST)
        throw new Error('The schema has no imports.');
      const names = [AUTHENTICATED, REQUIRES_SCOPES].map((value) => ({ kind: Kind.STRING, value }) as const);
      const value = { ...imports.value, values: [...imports.value.values, ...names] };
      const others = link.arguments.filter((argument) => argument !== imports);
      return { ...node, directives: [{ ...link, arguments: [...others, { ...imports, value }] }] };
    },
    ObjectTypeDefinition: (node) => {
      if (node.name.value !== 'Query' && node.name.value !== 'Mutation') return undefined;
      return { ...node, fields: node.fields?.map(withRule) };
    },
  });
  return `${print(secured)}\n`;
}

function withRule(field: FieldDefinitionNode): FieldDefinitionNode {
  const rule = rootRules[field.name.value];
  if (!rule) throw new Error(`${field.name.value} has no rule for callers.`);
  return { ...field, directives: [...(field.directives ?? []), directiveOf(rule.scope)] };
}

function directiveOf(scope: string | undefined): ConstDirectiveNode {
  const text =
    scope === undefined ? AUTHENTICATED : `${REQUIRES_SCOPES}(scopes: [[${JSON.stringify(scope)}]])`;
  const [definition] = parse(`type Any { field: Int ${text} }`).definitions;
  const directive =
    definition?.kind === Kind.OBJECT_TYPE_DEFINITION ? definition.fields?.[0]?.directives?.[0] : undefined;
  if (!directive) throw new Error('A directive is expected.');
  return directive;
}
