/** The README and the pages in `docs`: what they name exists, what they list is complete, what they show happens. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { describe, expect, test } from '@jest/globals';
import { isAbstractType, isEnumType, parse, print } from 'graphql';
import { readProviderSettings } from '../../src/accounts/accounts.js';
import { readConfig, STOP_MS } from '../../src/config/config.js';
import { Env } from '../../src/config/env.js';
import { buildFederatedSchema } from '../../src/graphql/schema.js';
import { failures, writeOutcome } from '../../src/model/errors.js';
import type { Failure } from '../../src/model/outcome.js';
import { providers } from '../../src/providers/registry.js';
import { readExamples } from '../../src/server/explorer/examples.js';
import { KEEP_ALIVE_MS } from '../../src/server/server.js';
import { ask } from '../support/ask.js';
import { startTestSubgraph } from '../support/subgraph.js';

const { schema, sdl } = buildFederatedSchema();

const pages = ['README.md', ...markdownBelow('docs')].map((path) => ({
  path,
  text: readFileSync(path, 'utf8'),
}));
const readme = pages[0]?.text ?? '';

function markdownBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path))
    .sort();
}

/** Inline code of a text; what stands in fenced blocks is not prose. */
function inlineCode(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

function fenced(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code = '']) => code,
  );
}

/** The tables of a page as rows of cells, without their headings. */
function tablesOf(text: string): string[][][] {
  const blocks = text.match(/(?:^\|.*\|$\n?)+/gm) ?? [];
  return blocks.map((block) =>
    block
      .trim()
      .split('\n')
      .slice(2)
      .map((line) => line.slice(1, -1).split(/(?<!\\)\|/)),
  );
}

function firstNames(table: readonly (readonly string[])[]): string[] {
  return table.flatMap(([first = '']) => inlineCode(first));
}

function namesBelow(typeName: string): string[] {
  const type = schema.getType(typeName);
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
}

describe.each(pages)('$path', ({ path, text }) => {
  test('names only types that there are', () => {
    const named = inlineCode(text).filter((code) => /^(Add)?Contact[A-Z]\w*$/.test(code));
    expect(named.filter((name) => !schema.getType(name))).toEqual([]);
  });

  test('has complete tables', () => {
    // The codes of top-level errors share some names with those of results; their page has a test of its own.
    if (path.endsWith('errors.md')) return;
    for (const typeName of [
      'ContactError',
      'ContactErrorCode',
      'ContactFieldViolation',
      'ContactFieldViolationCode',
    ]) {
      const all = namesBelow(typeName);
      const lists = tablesOf(text)
        .map((table) => firstNames(table).filter((name) => all.includes(name)))
        .filter((listed) => listed.length > 0);
      // A page may leave a list out; the README has to have this one.
      if (path === 'README.md' && typeName === 'ContactError') expect(lists).not.toEqual([]);
      for (const listed of lists) expect([...listed].sort()).toEqual([...all].sort());
    }
  });

  test('links to files that there are', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(dirname(path), link)))).toEqual([]);
  });
});

describe('the errors of the README', () => {
  const section = /^## Errors\n([\s\S]*?)(?=^## )/m.exec(readme)?.[1] ?? '';
  const rows = tablesOf(section).find((table) => firstNames(table).some((name) => /Error$/.test(name))) ?? [];

  test('are the members of the union that are errors, each once', () => {
    expect(firstNames(rows).sort()).toEqual(namesBelow('ContactError').sort());
    expect(
      Object.values(failures)
        .map(({ member }) => member)
        .sort(),
    ).toEqual(firstNames(rows).sort());
  });

  test.each(rows.map((cells) => [firstNames([cells])[0] ?? '', cells] as const))('%s', (member, cells) => {
    const kind = Object.entries(failures).find(([, row]) => row.member === member)?.[0] ?? '';
    const conflicts = ['DIFFERENT_REQUEST', 'IN_PROGRESS'];
    const possible = conflicts.map((conflict) => writeOutcome({ kind, conflict } as unknown as Failure));
    const told = inlineCode(cells[1] ?? '').filter((code) =>
      namesBelow('ContactWriteOutcome').includes(code),
    );
    expect(new Set(told)).toEqual(new Set(possible));
  });
});

describe('the configuration of the README', () => {
  test('names every variable that is read, and no other', () => {
    const read = new Set<string>();
    const variables = new Proxy<Record<string, undefined>>(
      {},
      {
        get: (_, name) => {
          read.add(String(name));
          return undefined;
        },
      },
    );
    const env = new Env(variables);
    readConfig(env);
    readProviderSettings(providers, env);
    // Any secret may come from a file, which the text says once for all of them.
    const expected = [...read]
      .filter((name) => !name.endsWith('_FILE'))
      // The limits of one provider stand for those of all.
      .filter((name) => name.startsWith('ZUORA_') || !/_(CONCURRENCY|RATE_PER_SECOND)$/.test(name))
      .sort();

    const section = /^## Configuration\n([\s\S]*?)(?=^## )/m.exec(readme)?.[1] ?? '';
    const [table = []] = tablesOf(section);
    const named = table
      .flatMap((cells) => inlineCode(cells.join('|')))
      .filter((code) => /^[A-Z]+(_[A-Z]+)*$/.test(code));
    expect([...new Set(named)].sort()).toEqual(expected);
  });
});

describe('the operations of the README', () => {
  const section = /^## Operations\n([\s\S]*?)(?=^## )/m.exec(readme)?.[1] ?? '';

  test('name the numbers of the code', () => {
    expect(section).toContain(`after ${STOP_MS / 1000} the process gives up`);
    expect(readme).toContain(`keeps one for ${KEEP_ALIVE_MS / 1000} seconds`);
    expect(readConfig(new Env({ PROVIDER_DEADLINE_MS: '20000' })).providerDeadlineMs).toBe(20_000);
    expect(readme).toContain('20000 at most');
  });
});

describe('the code of the README', () => {
  test('the first mutation is the one that the explorer opens with, and gets the answer that is shown', async () => {
    const [query = ''] = fenced(readme, 'graphql');
    const [answer = ''] = fenced(readme, 'json');
    expect(print(parse(readExamples()[0]?.query ?? ''))).toBe(print(parse(query)));
    const subgraph = await startTestSubgraph();
    try {
      const { text } = await ask(subgraph.url, query);
      expect(JSON.parse(text)).toEqual(JSON.parse(answer));
    } finally {
      await subgraph.close();
    }
  });

  test('the line for a shell adds a contact', async () => {
    const [, header = '', body = ''] = /^curl .*-H '([^']+)' -d '([^']+)'$/ms.exec(readme) ?? [];
    const subgraph = await startTestSubgraph();
    try {
      const [name = '', value = ''] = header.split(': ');
      const response = await fetch(subgraph.url, { method: 'POST', headers: { [name]: value }, body });
      expect(await response.json()).toEqual({ data: { addContact: { __typename: 'AddContactSuccess' } } });
    } finally {
      await subgraph.close();
    }
  });

  test('the switch over the result is the one that is compiled', () => {
    expect(fenced(readme, 'ts')).toContain(readFileSync('test/readme/show-result.ts', 'utf8'));
  });

  test('the stub in another subgraph composes', () => {
    const [stub = ''] = fenced(readme, 'graphql').filter((code) => code.includes('resolvable: false'));
    const other = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
      type Query { customer: Customer }
      ${stub}`;
    const { errors, hints } = composeServices([
      { name: 'contacts', url: 'http://contacts.invalid', typeDefs: parse(sdl) },
      { name: 'other', url: 'http://other.invalid', typeDefs: parse(other) },
    ]);
    expect(errors).toBeUndefined();
    expect(hints).toEqual([]);
  });
});
