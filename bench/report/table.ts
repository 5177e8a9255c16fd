/** Tables for a terminal and for Markdown. */

export interface TableOptions {
  /** Whether every column is text; otherwise all but the first are figures, aligned right. */
  readonly isText?: boolean;
}

type Rows = readonly (readonly string[])[];

export function table(
  headings: readonly string[],
  rows: Rows,
  { isText = false }: TableOptions = {},
): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || isText ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return [line(headings), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

export function markdownTable(
  headings: readonly string[],
  rows: Rows,
  { isText = false }: TableOptions = {},
): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const rule = headings.map((_, column) => (column === 0 || isText ? '---' : '---:'));
  return [line(headings), line(rule), ...rows.map(line)].join('\n');
}
