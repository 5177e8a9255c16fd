/** Comments fit beside the code in a window of half a screen. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const MAX_WIDTH = 110;
const SOURCES = ['{src,test,bench,examples,deploy}/**/*.{ts,tsx,mjs,cjs}', '*.mjs'];
const OTHERS = [
  '**/node_modules/**',
  '**/dist/**',
  '**/generated/**',
  '**/testdata/**',
  // The documents quote it.
  'test/readme/**',
];

test('no comment is wider than 110 characters', () => {
  const files = globSync(SOURCES, { exclude: OTHERS });
  expect(files.length).toBeGreaterThan(800);
  const wide = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        line.length > MAX_WIDTH && /^\s*(\/\/|\*|\/\*)/.test(line) ? [`${file}:${index + 1}`] : [],
      ),
  );
  expect(wide).toEqual([]);
});
