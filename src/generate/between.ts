/** Replaces the text between two markers on a page, so that the rest can be handwritten. */
export function between(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name}: written by \`npm run generate\` -->`, `<!-- end of ${name} -->`];
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from === -1 || to < from) throw new Error(`The markers of ${name} are missing: ${start} and ${end}.`);
  return `${page.slice(0, from + start.length)}\n\n${text.trim()}\n\n${page.slice(to)}`;
}
