/**
 * Starts the subgraph of a build, and prints the packages it has loaded for OpenTelemetry, PostgreSQL and
 * callers' tokens.
 */
import { registerHooks } from 'node:module';

const loaded = new Set();
registerHooks({
  load(url, context, next) {
    const name = /node_modules\/(@opentelemetry\/[^/]+|pg|jose)\/(?!.*node_modules)/.exec(url)?.[1];
    if (name !== undefined) loaded.add(name);
    return next(url, context);
  },
});
const { startSubgraph } = await import(process.argv[2]);
const subgraph = await startSubgraph({
  PORT: '0',
  STORE_URL: 'memory:',
  LOG_LEVEL: 'silent',
  ...process.env,
}).catch((error) => {
  // Even without a database it has loaded the driver.
  if (error.cause?.code !== 'ECONNREFUSED') throw error;
});
process.stdout.write(JSON.stringify([...loaded].sort()));
await subgraph?.stop();
