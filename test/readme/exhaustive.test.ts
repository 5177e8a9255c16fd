/** The README's switch covers the union: it does not compile if the case of any member is missing. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { possibleTypes } from '../../examples/frontend/generated/schema-facts.js';

const folder = mkdtempSync(join(tmpdir(), 'contacts-switch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OPTIONS = ['--ignoreConfig', '--noEmit', '--strict', '--module', 'nodenext', '--types', ''];
const generated = resolve('test/generated');
const source = readFileSync('test/readme/show-result.ts', 'utf8').replace('../generated', generated);
const members = possibleTypes.AddContactResult;

/** The error codes in each file. */
function compile(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const paths = files.map((name) => join(folder, name));
  const { stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', ...OPTIONS, ...paths], {
    encoding: 'utf8',
  });
  // An error of the command itself would leave all files without errors.
  expect(stdout).not.toMatch(/^error/m);
  const errors = [...stdout.matchAll(/(\w+\.ts)\(\d+,\d+\): error (TS\d+)/g)];
  return new Map(
    files.map((name) => [name, errors.filter(([, at]) => at === name).map(([, , code = '']) => code)]),
  );
}

/** The source without the member's case, and without its statements unless another case shares them. */
function without(member: string): string {
  const parts = source.split(/^(?= {4}(?:case|default)\b)/m);
  const at = parts.findIndex((part) => part.includes(`case '${member}':`));
  const isShared = parts[at - 1]?.trimEnd().endsWith("':");
  const [, ...statements] = (parts[at] ?? '').split(/(?<=\n)/);
  return parts.with(at, isShared ? statements.join('') : '').join('');
}

test('compiles with every member, and with no member missing', () => {
  writeFileSync(join(folder, 'Whole.ts'), source);
  for (const member of members) writeFileSync(join(folder, `${member}.ts`), without(member));
  const errors = compile(['Whole.ts', ...members.map((member) => `${member}.ts`)]);
  expect(errors.get('Whole.ts')).toEqual([]);
  // The error for a member that is not `never`.
  for (const member of members)
    expect([member, errors.get(`${member}.ts`)]).toEqual([member, expect.arrayContaining(['TS2345'])]);
});
