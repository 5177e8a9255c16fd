/** Standard output for the log. */
import { type DestinationStream, pino } from 'pino';

/** Lines of this event loop turn, written together: one write per line costs more than making the line. */
let lines = '';
let stdout: ReturnType<typeof pino.destination> | undefined;

function writeLines(): void {
  const text = lines;
  lines = '';
  if (text !== '') stdout?.write(text);
}

// Runs before pino's own handler, which flushes to the system.
process.on('exit', writeLines);

export const standardOutput: DestinationStream = {
  write(line) {
    stdout ??= pino.destination();
    if (lines === '') setImmediate(writeLines);
    lines += line;
  },
};
