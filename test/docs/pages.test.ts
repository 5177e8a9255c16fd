/** Every page names only existing things, and its lists are complete. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { marked } from 'marked';
import { firstNames, inlineCode, namesBelow, pages, schema, tablesOf } from './markdown.js';

describe.each(pages)('$path', ({ path, text }) => {
  test('names only existing types', () => {
    const named = inlineCode(text).filter((code) => /^(Add)?Contact[A-Z]\w*$/.test(code));
    expect(named.filter((name) => !schema.getType(name))).toEqual([]);
  });

  test('has complete tables', () => {
    // Codes of top-level errors and of results overlap; their page has its own test.
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
      // A page may omit a list; the README must have this one.
      if (path === 'README.md' && typeName === 'ContactError') expect(lists).not.toEqual([]);
      for (const listed of lists) expect([...listed].sort()).toEqual([...all].sort());
    }
  });

  test('has no row outside a table', () => {
    const paragraphs = marked.lexer(text).flatMap((token) => (token.type === 'paragraph' ? [token.raw] : []));
    expect(paragraphs.filter((paragraph) => /^\||\|$/m.test(paragraph))).toEqual([]);
  });

  test('links to existing files and headings', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    const broken = links.filter(([, link = '', heading]) => {
      const target = link === '' ? path : join(dirname(path), link);
      return !existsSync(target) || (heading !== undefined && !headingsOf(target).includes(heading));
    });
    expect(broken.map(([whole]) => whole)).toEqual([]);
  });

  test('names existing source and test files', () => {
    const named = inlineCode(text).filter((code) => /^(src|test|schema|examples)\/[\w./-]+$/.test(code));
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
  });

  test('names code that exists in its file', () => {
    // As `src/file.ts:function` or `src/file.ts:Class.method`.
    const named = inlineCode(text).flatMap((code) => {
      const [, file, name] = /^(src\/[\w./-]+\.ts):#?([\w.#]+)$/.exec(code) ?? [];
      return file && name ? [{ code, file, name }] : [];
    });
    const missing = named.filter(({ file, name }) => {
      const source = existsSync(file) ? readFileSync(file, 'utf8') : '';
      return !name.split('.').every((part) => declarationOf(part).test(source));
    });
    expect(missing.map(({ code }) => code)).toEqual([]);
  });
});

/** Where a name is declared, by itself or as a member of a class or an object. */
function declarationOf(name: string): RegExp {
  const keywords = 'class|function|const|type|interface';
  return new RegExp(`\\b(?:${keywords}) ${name}\\b|^ +(?:(?:async|readonly) )*${name}[(<:]`, 'm');
}

/** The anchors that GitHub derives from headings. */
function headingsOf(file: string): string[] {
  const headings = readFileSync(file, 'utf8').match(/^#+ .*$/gm) ?? [];
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}
