/** Standard output as the log uses it. */
import { type DestinationStream, pino } from 'pino';

/**
 * Those of this turn of the event loop. They go out together: a write for each takes longer than to make it.
 */
let lines = '';
let stdout: ReturnType<typeof pino.destination> | undefined;

function writeLines(): void {
  const text = lines;
  lines = '';
  if (text !== '') stdout?.write(text);
}

// Before pino's own, which has the system take what was written.
process.on('exit', writeLines);

export const standardOutput: DestinationStream = {
  write(line) {
    stdout ??= pino.destination();
    if (lines === '') setImmediate(writeLines);
    lines += line;
  },
};
