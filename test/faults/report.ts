/** Tables of the long runs, ready to paste into a document. */

export type Row = Readonly<Record<string, string | number>>;

/** The columns are those of the first row. */
export function printTable(title: string, rows: readonly Row[]): void {
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, names.map(() => '---'), ...rows.map((row) => names.map((name) => shown(row[name])))];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  // Not console.log, because Jest adds the location of the call.
  process.stdout.write(`\n${title}\n\n${table}\n\n`);
}

function shown(value: string | number | undefined): string {
  return typeof value === 'number' ? value.toLocaleString('en-US') : (value ?? '');
}
