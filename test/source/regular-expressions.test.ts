/**
 * Every regular expression in the sources takes linear time. `recheck` proves it, or finds an attack string;
 * and each expression meets 20 KB of texts that have slowed others down.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseSync } from '@swc/core';
import { checkExpression } from '../support/recheck.js';

const KB_20 = 20_000;
/** Quadratic time takes far more than a hundred times as long. */
const MAX_MS = 1;

interface Found {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** `RegExp(...)` with a text made at run time: each has its own proof. */
const MADE_AT_RUN_TIME: Readonly<Record<string, number>> = {
  // Two ids of one fixed form.
  'src/providers/chartmogul/index.ts': 2,
  // Escaped values.
  'src/accounts/redact.ts': 2,
  // Escaped secrets, and a class after them: each match consumes what it reads.
  'src/accounts/secrets.ts': 1,
  // A field's name: letters only.
  'src/providers/cro/probes.ts': 1,
  // The name of a route.
  'src/sandbox/chargebee/index.ts': 1,
  // The three date formats: nothing in them repeats without a bound.
  'src/vendor-http/retry-after.ts': 3,
};

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('src', name))
  .sort();
const literals: Found[] = [];
const calls: Record<string, number> = {};
for (const file of files) collect(file);

function collect(file: string): void {
  const text = readFileSync(file, 'utf8');
  const pending: unknown[] = [parseSync(text, { syntax: 'typescript', decorators: true, target: 'es2022' })];
  while (pending.length > 0) {
    const node = pending.pop();
    if (typeof node !== 'object' || node === null) continue;
    const { type, pattern, flags, callee } = node as Readonly<Record<string, unknown>>;
    if (type === 'RegExpLiteral')
      literals.push({ file, source: String(pattern), flags: String(flags ?? '') });
    if (isRegExp(callee)) calls[file] = (calls[file] ?? 0) + 1;
    pending.push(...Object.values(node));
  }
}

function isRegExp(callee: unknown): boolean {
  return (callee as { readonly value?: unknown } | undefined)?.value === 'RegExp';
}

/** What slows expressions down: repeated characters of every class, with an end that never matches. */
const UNITS = [
  ...[' ', '\t', '\n', '\r\n', 'a', 'A', '0', '1', '_', '-', '.', ',', ':', ';', '=', '@', '/', '\\', '"'],
  ...["'", '[', ']', '(', '<', '+', '%', '\u200b', '\u202e', '\ud800', '\u00a0', '😀', 'é'],
  ...[
    'a.',
    'a@',
    'a-',
    '0 ',
    '1.',
    ' a',
    ';a',
    '; ',
    '//',
    '\\\\',
    'a[',
    ',a',
    '0.',
    '-a',
    '::',
    ':a',
    '\n ',
  ],
] as const;
const ENDS = ['', '!', '\n', '\u0000', ' ', 'a'] as const;

/** Made once: writing out this many long texts takes longer than matching them. */
const TEXTS = UNITS.map((unit) => {
  const body = unit.repeat(KB_20 / unit.length);
  return { unit, body, ended: ENDS.map((end) => body + end) };
});

/** Each once, under the first file that has it. */
const unique = new Map(literals.toReversed().map((found) => [`/${found.source}/${found.flags}`, found]));
const named = [...unique].map(([name, found]) => [`${found.file}: ${name}`, found] as const).sort();

test('the sources contain regular expressions, and the test finds them', () => {
  expect(literals.length).toBeGreaterThan(50);
  expect(calls).toEqual(MADE_AT_RUN_TIME);
});

test.each(named)('is linear: %s', async (_name, { source, flags }) => {
  const verdict = await checkExpression(source, flags);
  const attack = verdict.status === 'vulnerable' ? verdict.attack.pattern : null;
  expect([verdict.status, attack]).toEqual(['safe', null]);
});

test.each(named)('takes at most 1 ms for 20 KB: %s', (_name, { file, source, flags }) => {
  const prefixes = prefixesOf(source);
  for (const { unit, body, ended } of TEXTS) {
    for (const text of [...ended, ...prefixes.map((prefix) => `${prefix}${body}!`)]) {
      const ms = fastest(() => runOver(new RegExp(source, flags), text));
      expect([file, unit, ms < MAX_MS || ms]).toEqual([file, unit, true]);
    }
  }
});

/** Words of the expression itself, so that a text gets past its beginning. */
function prefixesOf(source: string): string[] {
  const words = source.match(/[a-z]{3,}/gi) ?? [];
  return [...new Set([words[0], words.slice(0, 2).join(' ')])].filter((word) => word !== undefined);
}

/** All matches if the flag asks for all, and then one from the start. */
function runOver(expression: RegExp, text: string): void {
  if (expression.global) text.replace(expression, '');
  expression.lastIndex = 0;
  expression.test(text);
}

/** The best of several runs, in processor time: this measures the work, not the load of the machine. */
function fastest(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 20 && best >= MAX_MS; run += 1) {
    const start = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(start);
    best = Math.min(best, (user + system) / 1_000);
  }
  return best;
}
