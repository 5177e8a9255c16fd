/** The order of the folders of `src`, as documents print it, against the rule that lint enforces. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { fenced, page } from './markdown.js';

test.each(['docs/architecture.md', 'docs/adr/0001-one-direction.md'])(
  '%s prints the order of lint',
  (path) => {
    const order = fenced(page(path), 'text').find((text) => text.includes('->')) ?? '';
    const [, ...folders] = order.split('->').map((name) => name.trim());
    const list = /const FOLDERS = \[([\s\S]*?)\];/.exec(readFileSync('.dependency-cruiser.mjs', 'utf8'))?.[1];
    expect(folders).toEqual([...(list ?? '').matchAll(/'([\w-]+)\/'/g)].map(([, name]) => name));
  },
);
