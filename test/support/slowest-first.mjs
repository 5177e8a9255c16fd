/** The order of a run: the slowest files start first, so that no processor waits for them in the end. */
import { relative } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** By duration, alternating waiting ones and working ones. The others follow, the larger files first. */
const SLOWEST = [
  'test/idempotency/store/compact.test.ts',
  'test/conformance/providers-1.test.ts',
  'test/source/regular-expressions.test.ts',
  'test/idempotency/store/conformance.test.ts',
  'test/conformance/providers-2.test.ts',
  'test/idempotency/store/postgres.test.ts',
  'test/mapping/capabilities.test.ts',
  'test/callers/fair-shares.test.ts',
  'test/graphql/vendor-records.test.ts',
  'test/server/explorer.test.ts',
  'test/idempotency/store/sqlite.test.ts',
  'test/idempotency/interleavings.property.test.ts',
  'test/docs/sandbox.test.ts',
  'test/idempotency/keyed-change.property.test.ts',
  'test/idempotency/store/limits.test.ts',
  'test/providers/secrets.test.ts',
  'test/contacts/reading/sandbox-faults.test.ts',
  'test/conformance/made-up-provider.test.ts',
  'test/vendor-http/proxy.test.ts',
  'test/contacts/reading/paging.test.ts',
  'test/server/exposure.test.ts',
  'test/idempotency/keyed-add.property.test.ts',
  'test/vendor-http/kept-refresh-token.test.ts',
  'test/idempotency/keyed-add.test.ts',
  'test/idempotency/store/encryption.test.ts',
  'test/idempotency/store/versions.test.ts',
  'test/frontend/apollo.test.ts',
  'test/properties/idempotency.property.test.ts',

  'test/conformance/start-page.e2e.ts',
  'test/frontend/page.e2e.ts',
  'test/server/process.e2e.ts',
  'test/server/explorer.e2e.ts',
  'test/frontend/page-changes.e2e.ts',
  'test/observability/incidents.e2e.ts',
  'test/telemetry/otlp.e2e.ts',
  'test/e2e/secured.e2e.ts',
  'test/idempotency/store/processes.e2e.ts',
  'test/e2e/demo.e2e.ts',
  'test/idempotency/store/release.e2e.ts',
  'test/frontend/dev-server.e2e.ts',
  'test/e2e/hive-router-planner.e2e.ts',
  'test/e2e/apollo-gateway.e2e.ts',
  'test/idempotency/store/command.e2e.ts',
];

export default class SlowestFirst extends Sequencer {
  sort(tests) {
    const places = new Map(SLOWEST.map((file, place) => [file, place]));
    const placeOf = ({ path, context }) =>
      places.get(relative(context.config.rootDir, path)) ?? SLOWEST.length;
    return super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other));
  }
}
