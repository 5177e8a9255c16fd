/** The sources of the page and the package name no provider and no field: both come as data. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeFields } from '../../src/mapping/describe.js';
import { describeOptions } from '../../src/mapping/describe-options.js';
import { providers } from '../../src/providers/registry.js';

const FOLDER = 'examples/frontend';
/** Generated from the schema and the facts. */
const GENERATED = join(FOLDER, 'generated');

const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .map((name) => join(FOLDER, name))
  .filter((path) => /\.(?:tsx?|mjs|css|html|graphql)$/.test(path) && !path.startsWith(GENERATED))
  .map((path) => [path, readFileSync(path, 'utf8')] as const);

const described = providers.flatMap((provider) => [
  ...describeFields(provider),
  ...describeOptions(provider),
]);

/** The API's arguments, which every request has, and the API's own options. */
const OF_THE_API = ['input', 'options', 'idempotencyKey', 'unsupportedFields', 'account'];
/**
 * Words that HTML, TypeScript and GraphQL use too. As field names they would be quoted, or members of an
 * input, and neither may occur.
 */
const COMMON = ['name', 'value', 'label', 'number', 'kind', 'position'];

const segments = [...new Set(described.flatMap(({ path }) => path))];
const forbidden = segments.filter((word) => !OF_THE_API.includes(word) && !COMMON.includes(word));
const ids = providers
  .flatMap(({ id, name }) => [id, ...name.split(' ')])
  .filter((word) => word !== 'Software');

test('finds sources, fields and providers', () => {
  expect(sources.map(([path]) => path)).toEqual(
    expect.arrayContaining([`${FOLDER}/page/app.tsx`, `${FOLDER}/client/submission.ts`]),
  );
  for (const word of ['emails', 'firstName', 'phones', 'customFields', 'line1', 'businessEntityId']) {
    expect(forbidden).toContain(word);
  }
  for (const word of COMMON) expect(segments).toContain(word);
  expect(ids).toEqual(expect.arrayContaining(['CHARGEBEE', 'Zuora']));
});

test.each(sources)('%s names no provider', (_, text) => {
  expect(ids.filter((id) => new RegExp(`\\b${id}\\b`, 'i').test(text))).toEqual([]);
});

test.each(sources)('%s names no field', (path, text) => {
  // In CSS and HTML only the text could name one; properties and elements have the same names.
  const isCode = !/\.(?:css|html)$/.test(path);
  const found = forbidden.filter((word) => isCode && new RegExp(`\\b${word}\\b`).test(text));
  expect(found).toEqual([]);
});

test.each(sources)('%s uses no common word as a field name', (path, text) => {
  const named = COMMON.filter((word) => {
    const isQuoted = new RegExp(`(?<!typeof \\w+ === |\\| )(['"\`])${word}\\1`).test(text);
    const isMember = new RegExp(`\\b(?:input|contactInput)\\??\\.${word}\\b`).test(text);
    return (isQuoted && /\.tsx?$/.test(path) && !isOfTheLanguage(word, text)) || isMember;
  });
  expect(named).toEqual([]);
});

/** `typeof` returns 'number', and inputs have a type of that name. */
function isOfTheLanguage(word: string, text: string): boolean {
  return word === 'number' && !/\[['"]number['"]\]/.test(text);
}
