/**
 * Reads the explorer's example operations: each `*.graphql` file is one example, and the `.json` file of the
 * same name holds its variables. They are sorted by file name. A file begins with comments: first `# Group:
 * Title`, then what the example shows and what to try next.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../package-folder.js';
import type { ExplorerExample } from './page.js';

/** The examples in one of this package's folders. */
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
  // The first colon ends the group; a title may contain more.
  const [group, ...rest] = head.split(': ');
  const title = rest.join(': ');
  if (!group || !title || about.length === 0) {
    throw new Error(`${path} must begin with "# Group: Title" and a comment on what it shows`);
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
