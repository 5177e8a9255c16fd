/** Prints at the end how long each file and each of its tests took. */
import { relative } from 'node:path';

export default class TimesReporter {
  onRunComplete(_contexts, { testResults, startTime }) {
    const rows = testResults.flatMap(({ testFilePath, perfStats, testResults: tests }) => {
      const file = relative(process.cwd(), testFilePath);
      return [
        [file, '', seconds(perfStats.runtime)],
        ...tests.map(({ fullName, duration, status }) => [
          '',
          fullName,
          status === 'passed' ? seconds(duration ?? 0) : status,
        ]),
      ];
    });
    const lines = [
      ['file', 'part', 'seconds'],
      ['---', '---', '---'],
      ...rows,
      ['all', '', seconds(Date.now() - startTime)],
    ];
    const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
    process.stdout.write(`\nWhat it took\n\n${table}\n\n`);
  }
}

function seconds(ms) {
  return String(Math.round(ms / 1000));
}
