/** The README is short, and what it shows works. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse, print } from 'graphql';
import { failures, writeOutcome } from '../../src/model/errors.js';
import type { Failure } from '../../src/model/outcome.js';
import { readExamples } from '../../src/server/explorer/examples.js';
import { ask } from '../support/ask.js';
import { startTestSubgraph } from '../support/subgraph.js';
import { fenced, firstNames, inlineCode, namesBelow, page, prose, section, tablesOf } from './markdown.js';

const readme = page('README.md');

test('has at most 1,000 words outside code', () => {
  expect(prose(readme).split(/\s+/).length).toBeLessThanOrEqual(1000);
});

describe('the errors of the README', () => {
  const errors = section(readme, 'Errors');
  const rows = tablesOf(errors).find((table) => firstNames(table).some((name) => /Error$/.test(name))) ?? [];

  test('are the error members of the union, each once', () => {
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

describe('the code of the README', () => {
  test('starts with the mutation that the explorer opens with, and shows its answer', async () => {
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

  test('adds a contact from a shell', async () => {
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

  test('has the compiled switch over the result', () => {
    expect(fenced(readme, 'ts')).toContain(readFileSync('test/readme/show-result.ts', 'utf8'));
  });
});
