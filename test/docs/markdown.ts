/** Reads the documentation: its code, tables and sections. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAbstractType, isEnumType } from 'graphql';
import { buildFederatedSchema } from '../../src/graphql/schema.js';
import { providers } from '../../src/providers/registry.js';

export const { schema, sdl } = buildFederatedSchema(providers);

export interface Page {
  readonly path: string;
  readonly text: string;
}

export const pages: readonly Page[] = ['README.md', ...markdownBelow('docs')].map((path) => ({
  path,
  text: readFileSync(path, 'utf8'),
}));

function markdownBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path))
    .sort();
}

/** The text of a page; empty if it does not exist, so that searches in it fail. */
export function page(path: string): string {
  return pages.find((each) => each.path === path)?.text ?? '';
}

/** A section of a page, from its level-two heading to the next one. */
export function section(text: string, heading: string): string {
  return new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, 'm').exec(text)?.[1] ?? '';
}

/** A page without its fenced blocks. */
export function prose(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}

/** Inline code of the prose. */
export function inlineCode(text: string): string[] {
  return [...prose(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

export function fenced(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code = '']) => code,
  );
}

/** The tables of a page as rows of cells, without their headings. */
export function tablesOf(text: string): string[][][] {
  const blocks = text.match(/(?:^\|.*\|$\n?)+/gm) ?? [];
  return blocks.map((block) =>
    block
      .trim()
      .split('\n')
      .slice(2)
      .map((line) => line.slice(1, -1).split(/(?<!\\)\|/)),
  );
}

/** The inline code of the first cells. */
export function firstNames(table: readonly (readonly string[])[]): string[] {
  return table.flatMap(([first = '']) => inlineCode(first));
}

/** The values of an enum, or the types that are members of a union or implement an interface. */
export function namesBelow(typeName: string): string[] {
  const type = schema.getType(typeName);
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
}
