/** Reads a contact for an edit form: the schema determines what to query and what to show. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { RJSFSchema } from '@rjsf/utils';
import { type FragmentDefinitionNode, type OperationDefinitionNode, parse } from 'graphql';
import { CLEAR } from './changes.js';

/** The fragment for a contact in every operation, to which the page adds fields. */
const FRAGMENT = 'ListedContact';

/** The same operation, plus every field of the form. */
export function withFields<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  input: RJSFSchema | undefined,
): TypedDocumentNode<Data, Variables> {
  if (!input) return document;
  const [own] = parse(`{ ${fieldsOf(input)} }`).definitions as readonly OperationDefinitionNode[];
  const isListed = (node: { kind: string }): node is FragmentDefinitionNode =>
    node.kind === 'FragmentDefinition' && (node as FragmentDefinitionNode).name.value === FRAGMENT;
  const definitions = document.definitions.map((node) => {
    if (!isListed(node) || !own) return node;
    const selections = [...node.selectionSet.selections, ...own.selectionSet.selections];
    return { ...node, selectionSet: { ...node.selectionSet, selections } };
  });
  return { ...document, definitions };
}

function fieldsOf(schema: RJSFSchema): string {
  return propertiesOf(schema)
    .map(([name, inner]) => {
      const part = partOf(inner);
      return part.properties ? `${name} { ${fieldsOf(part)} }` : name;
    })
    .join(' ');
}

/** Only the form's values from the answer. */
export function valuesOf(value: unknown, schema: RJSFSchema): unknown {
  if (Array.isArray(value)) return value.map((item) => valuesOf(item, partOf(schema)));
  if (typeof value !== 'object' || value === null || !schema.properties) return value;
  const given = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    propertiesOf(schema).map(([name, inner]) => [name, valuesOf(given[name], inner)]),
  );
}

/** A contact's texts, in form order. */
export function textsOf(value: unknown, schema: RJSFSchema): readonly string[] {
  if (Array.isArray(value)) {
    const part = partOf(schema);
    // A named item is one text.
    if (schema['x-key'] !== undefined)
      return value.map((item) => Object.values(valuesOf(item, part) as object).join(': '));
    return value.flatMap((item) => textsOf(item, part));
  }
  if (typeof value === 'object' && value !== null) {
    const given = value as Readonly<Record<string, unknown>>;
    return propertiesOf(schema).flatMap(([name, inner]) => textsOf(given[name], inner));
  }
  return typeof value === 'string' && value !== '' && !schema.oneOf ? [value] : [];
}

function propertiesOf({ properties = {} }: RJSFSchema): readonly (readonly [string, RJSFSchema])[] {
  return Object.entries(properties as Record<string, RJSFSchema>).filter(([name]) => name !== CLEAR);
}

function partOf(schema: RJSFSchema): RJSFSchema {
  return (schema.items as RJSFSchema | undefined) ?? schema;
}
