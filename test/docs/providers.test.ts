/** `docs/providers.md` states what an operator must know about a vendor before the first call. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** Sections by the vendor's name. */
const sections = new Map(
  readFileSync('docs/providers.md', 'utf8')
    .split('\n## ')
    .map((section) => [section.split('\n', 1)[0] ?? '', section]),
);

test.each([
  ['ChartMogul', 'https://dev.chartmogul.com/reference/customers/add-contact'],
  ['ChartMogul', 'merge'],
  ['CRO Software', '`CRO_API_VERSION=none`'],
])('%s: %s', (name, text) => {
  expect(sections.get(name)).toContain(text);
});
