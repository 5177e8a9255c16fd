/** Writes a whole run's figures into the docs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { writeRecorded } from '../recorded.ts';
import { comparedOf, type Results } from '../results.ts';
import { barChart } from './chart.ts';
import { sections } from './sections.ts';
import { markdownTable } from './table.ts';

const PAGE = 'docs/performance.md';
const CHART = 'docs/performance.svg';
const BEGIN = '<!-- figures: begin; written by `npm run bench` -->';
const END = '<!-- figures: end -->';

export function write(results: Results): void {
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest] = split(page, BEGIN);
  const [, after] = split(rest, END);
  writeFileSync(PAGE, `${before}${BEGIN}\n\n${figures(results)}\n\n${END}${after}`);
  writeFileSync(CHART, chart(results));
  const { date, machine } = results;
  const ratio = Number(comparedOf(results, 'subgraph').at[64].ratio.toFixed(3));
  writeRecorded({ ratio, date, node: machine.node });
  console.log(`\nWritten: ${PAGE}, ${CHART}, bench/recorded.json`);
}

function figures(results: Results): string {
  const [goals, ...others] = sections(results).map(
    ({ title, headings, rows, ...options }) => `### ${title}\n\n${markdownTable(headings, rows, options)}`,
  );
  const picture = '![CPU of one addContact at 64 concurrent, by server](performance.svg)';
  return [goals, picture, ...others].join('\n\n');
}

function chart({ compared }: Results): string {
  const bars = [...compared]
    .sort((a, b) => a.at[64].cpu - b.at[64].cpu)
    .map(({ contender, at }) => ({
      label: contender.title,
      value: at[64].cpu,
      text: `${at[64].cpu.toFixed(0)} us, ${at[64].ratio.toFixed(1)} x`,
      isOurs: contender.name === 'subgraph',
    }));
  return barChart('CPU of one addContact at 64 concurrent; x is times the floor', bars);
}

function split(text: string, marker: string): [string, string] {
  const at = text.indexOf(marker);
  if (at < 0) throw new Error(`${PAGE} has no line "${marker}".`);
  return [text.slice(0, at), text.slice(at + marker.length)];
}
