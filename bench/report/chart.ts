/** A bar chart as SVG, readable on light and dark pages. */

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Text after the bar. */
  readonly text: string;
  readonly isOurs: boolean;
}

const WIDTH = 900;
const LABELS = 370;
const ROW = 30;
const TOP = 44;
/** Space after the longest bar. */
const TEXT = 130;

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 14px }
  .bar { fill: #8c959f }
  .ours { fill: #0969da }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .bar { fill: #6e7681 }
    .ours { fill: #4493f8 }
  }`;

export function barChart(title: string, bars: readonly Bar[]): string {
  const longest = Math.max(...bars.map(({ value }) => value));
  const height = TOP + bars.length * ROW + 12;
  const rows = bars.map(({ label, value, text, isOurs }, index) => {
    const y = TOP + index * ROW;
    const width = Math.max(1, ((WIDTH - LABELS - TEXT) * value) / longest);
    return [
      `  <text x="${LABELS - 10}" y="${y + 15}" text-anchor="end">${escaped(label)}</text>`,
      `  <rect class="bar${isOurs ? ' ours' : ''}" x="${LABELS}" y="${y}" width="${width.toFixed(1)}" height="20" rx="3"/>`,
      `  <text x="${(LABELS + width + 8).toFixed(1)}" y="${y + 15}">${escaped(text)}</text>`,
    ].join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}">`,
    `  <style>${STYLE}\n  </style>`,
    `  <text class="title" x="12" y="24">${escaped(title)}</text>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
