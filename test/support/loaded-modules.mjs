/**
 * Starts the subgraph of a build, and tells which packages of OpenTelemetry and of PostgreSQL it has
 * loaded.
 */
import { createRequire } from 'node:module';

const { startSubgraph } = await import(process.argv[2]);
const subgraph = await startSubgraph({
  PORT: '0',
  STORE_URL: 'memory:',
  LOG_LEVEL: 'silent',
  ...process.env,
}).catch((error) => {
  // To a database that is not there it has loaded the way all the same.
  if (error.cause?.code !== 'ECONNREFUSED') throw error;
});
const loaded = Object.keys(createRequire(import.meta.url).cache)
  .map((file) => /node_modules\/(@opentelemetry\/[^/]+|pg)\/(?!.*node_modules)/.exec(file)?.[1])
  .filter((name) => name !== undefined);
process.stdout.write(JSON.stringify([...new Set(loaded)].sort()));
await subgraph?.stop();
