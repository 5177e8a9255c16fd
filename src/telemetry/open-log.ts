/** The log of the process: lines of JSON on standard output. */
import { type Logger, type LoggerOptions, pino } from 'pino';

/** Those of this turn of the event loop. They go out together: a write for each takes longer than to make it. */
let lines = '';
let stdout: ReturnType<typeof pino.destination> | undefined;

function writeLines(): void {
  const text = lines;
  lines = '';
  if (text !== '') stdout?.write(text);
}

// Before pino's own, which has the system take what was written.
process.on('exit', writeLines);

export function openLog(options: LoggerOptions): Logger {
  stdout ??= pino.destination();
  return pino(options, {
    write(line) {
      if (lines === '') setImmediate(writeLines);
      lines += line;
    },
  });
}
