/** Starts the subgraph of a build, and tells which packages of OpenTelemetry it has loaded. */
import { createRequire } from 'node:module';

const { startSubgraph } = await import(process.argv[2]);
const subgraph = await startSubgraph({
  ...process.env,
  PORT: '0',
  STORE_URL: 'memory:',
  LOG_LEVEL: 'silent',
});
const loaded = Object.keys(createRequire(import.meta.url).cache)
  .map((file) => /node_modules\/(@opentelemetry\/[^/]+)\/(?!.*node_modules)/.exec(file)?.[1])
  .filter((name) => name !== undefined);
process.stdout.write(JSON.stringify([...new Set(loaded)].sort()));
await subgraph.stop();
