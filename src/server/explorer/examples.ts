/**
 * Reads the operations that the explorer offers from files: each `*.graphql` is one example, and the `.json`
 * of the same name holds its variables. Files are in the order of their names. A file begins with comments:
 * first `# Group: Title`, then what the example shows and what to try next.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../package-folder.js';
import type { ExplorerExample } from './page.js';

/** The examples in a folder of this package. */
export function readExamples(folder = 'examples/operations'): readonly ExplorerExample[] {
  const path = join(packageFolder(), folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => readExample(join(path, name)));
}

function readExample(path: string): ExplorerExample {
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n');
  const start = lines.findIndex((line) => !line.startsWith('# '));
  const [head = '', ...about] = lines.slice(0, start).map((line) => line.slice(2));
  // The first colon ends the group: a title may have colons of its own.
  const [group, ...rest] = head.split(': ');
  const title = rest.join(': ');
  if (!group || !title || about.length === 0) {
    throw new Error(`${path} has to begin with "# Group: Title" and a comment on what it shows`);
  }
  const variables = path.replace(/\.graphql$/, '.json');
  return {
    group,
    title,
    about: about.join(' '),
    query: lines.slice(start).join('\n'),
    variables: existsSync(variables) ? readFileSync(variables, 'utf8') : '{}\n',
  };
}
