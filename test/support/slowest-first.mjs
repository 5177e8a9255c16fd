/** The order of a run: what takes longest starts first, so that no processor waits for it in the end. */
import { relative } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** By how long they took; the others come behind them, the larger files first. */
const SLOWEST = [
  'test/conformance/providers-1.test.ts',
  'test/frontend/page.test.ts',
  'test/conformance/providers-2.test.ts',
  'test/server/process.test.ts',
  'test/server/explorer.test.ts',
  'test/source/regular-expressions.test.ts',
  'test/idempotency/store/conformance.test.ts',
  'test/idempotency/interleavings.property.test.ts',
  'test/telemetry/otlp.test.ts',
  'test/idempotency/keyed-add.property.test.ts',
  'test/vendor-http/kept-refresh-token.test.ts',
  'test/idempotency/store/store.property.test.ts',
  'test/e2e/secured.test.ts',
  'test/idempotency/store/processes.test.ts',
  'test/e2e/demo.test.ts',
  'test/properties/mapping.property.test.ts',
  'test/idempotency/store/release.test.ts',
  'test/idempotency/store/encryption.test.ts',
  'test/idempotency/store/postgres.test.ts',
  'test/frontend/dev-server.test.ts',
  'test/e2e/hive-router-planner.test.ts',
  'test/e2e/apollo-gateway.test.ts',
  'test/properties/idempotency.property.test.ts',
  'test/idempotency/store/command.test.ts',
  'test/conformance/made-up-provider.test.ts',
  'test/graphql/vendor-records.test.ts',
];

export default class SlowestFirst extends Sequencer {
  sort(tests) {
    const places = new Map(SLOWEST.map((file, place) => [file, place]));
    const placeOf = ({ path, context }) =>
      places.get(relative(context.config.rootDir, path)) ?? SLOWEST.length;
    return super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other));
  }
}
