/** No line is lost, however the process ends on its own. */
import { spawnSync } from 'node:child_process';
import { beforeAll, expect, it } from '@jest/globals';
import { type Build, useBuild } from '../support/build.js';

let build: Build;
beforeAll(() => {
  build = useBuild();
});

function linesOf(script: string): readonly unknown[] {
  const program = `import { pino } from 'pino';
    import { standardOutput } from '${build.url}telemetry/standard-output.js';
    const log = pino({ base: null, timestamp: false }, standardOutput);
    ${script}`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  });
  const lines = stdout.trimEnd().split('\n');
  return lines.map((line) => (JSON.parse(line) as { readonly msg: unknown }).msg);
}

const FIRST_AND_LAST = ['first', 'last'];

it.each([
  ['has nothing left to do', "log.info('first'); log.info('last');"],
  ['exits in the same turn', "log.info('first'); log.info('last'); process.exit(0);"],
  [
    'exits while lines are being written',
    "log.info('first'); setImmediate(() => { log.info('last'); process.exit(1); });",
  ],
  ['ends by an exception', "log.info('first'); log.info('last'); throw new Error('a bug');"],
])('writes every line when the process %s', (_end, script) => {
  // Lines that the system still writes at exit may come after the rest.
  expect([...linesOf(script)].sort()).toEqual(FIRST_AND_LAST);
});

it('keeps the order of any number of lines over many turns', () => {
  const script = `for (let turn = 0; turn < 50; turn += 1) {
    for (let line = 0; line < 100; line += 1) log.info(String(turn * 100 + line));
    await new Promise((resolve) => setImmediate(resolve));
  }`;
  expect(linesOf(script)).toEqual(Array.from({ length: 5000 }, (_, n) => String(n)));
});
