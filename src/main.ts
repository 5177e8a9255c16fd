/** The process: starts the subgraph, stops it on a signal, and says in one message why it cannot start. */
import { ConfigurationError, startSubgraph } from './transport/subgraph.js';

const STOP_MS = 25_000;

const started = startSubgraph(process.env);

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  // Before anything says that the subgraph is up: who waits for that may stop it at once.
  process.on(signal, () => {
    // A second signal is from somebody who does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    // What hangs is given up on: an orchestrator kills after 30 seconds, and a killed process closes nothing.
    setTimeout(() => process.exit(1), STOP_MS).unref();
    started
      .then((subgraph) => subgraph.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  });
}

started.catch((error: unknown) => {
  console.error(reason(error));
  process.exit(1);
});

function reason(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `The subgraph cannot start: ${error.message}. Set PORT to a free port.`;
  }
  return `The subgraph cannot start: ${error.message}`;
}
