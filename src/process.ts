/** The process: starts the subgraph, stops it on a signal, and prints one message if it cannot start. */

import { startSubgraph } from './app.js';
import { SHUTDOWN_TIMEOUT_MS } from './config/config.js';
import { whereItHappened } from './server/errors.js';
import { startFault } from './start-fault.js';

const started = startSubgraph(process.env);

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  // Registered before anything reports the subgraph as up: a supervisor that waits for that may stop it
  // immediately.
  process.on(signal, () => {
    // A second signal forces the exit.
    if (stopping) process.exit(1);
    stopping = true;
    const timer = setTimeout(forceExit, SHUTDOWN_TIMEOUT_MS).unref();
    started
      .then((subgraph) => {
        // The process still serves during the delay.
        clearTimeout(timer);
        setTimeout(forceExit, subgraph.shutdownDelayMs + SHUTDOWN_TIMEOUT_MS).unref();
        return subgraph.stop();
      })
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(`The subgraph could not stop cleanly: ${describeBug(error)}`);
          process.exit(1);
        },
      );
  });
}

process.on('SIGHUP', () => {
  started.then(
    (subgraph) => subgraph.rereadSecrets(),
    // A failed start is reported below.
    () => undefined,
  );
});

process.on('uncaughtException', (error: unknown) => {
  console.error(`The subgraph exits because of a bug: ${describeBug(error)}`);
  process.exit(1);
});

started.catch((error: unknown) => {
  console.error(startFault(error, process.env));
  process.exit(1);
});

/** Without the message: it may contain a request's value. */
function describeBug(bug: unknown): string {
  const { error, frames = [] } = whereItHappened(bug);
  return [error, ...frames].join('\n    ');
}

function forceExit(): void {
  console.error(`The subgraph exits: it could not stop within ${SHUTDOWN_TIMEOUT_MS / 1000} s.`);
  process.exit(1);
}
