/**
 * Serves the vendors alone, for other programs' tests: `npm run sandbox`. Prints one line to standard output,
 * the base URLs as JSON. Errors print one line to standard error, with exit code 1.
 */
import { startSandbox } from './kit/server.js';

const DEFAULT_PORT = 4100;

try {
  // Loaded here, not at the top, so that a provider that fails to load is reported like any other error.
  const { sandboxVendors } = await import('./registry.js');
  const vendors = await sandboxVendors(process.env);
  const sandbox = await startSandbox({ vendors, port: firstPort(process.env.SANDBOX_PORT, vendors.length) });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Nothing else keeps the process alive: it ends with code 0.
    process.once(signal, () => {
      void sandbox.close();
    });
  }
  // Last: the reader of this line may stop the sandbox immediately.
  console.log(JSON.stringify(sandbox.urls));
} catch (error) {
  console.error(`The sandbox cannot start: ${reason(error)}`);
  process.exitCode = 1;
}

function firstPort(value: string | undefined, count: number): number {
  if (value === undefined || value === '') return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  const last = 65_535 - (count - 1);
  if (port <= last) return port;
  throw new Error(`SANDBOX_PORT has to be 0 or the first of ${count} free ports, up to ${last}`);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code === 'EADDRINUSE'
    ? `${error.message}. SANDBOX_PORT picks another port, 0 takes any`
    : error.message;
}
