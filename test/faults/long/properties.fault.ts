/**
 * The properties, each tried `PROPERTY_RUNS` times, or some thousand times by default; `FAULT_SEED` repeats a
 * run.
 */
import '../../support/many-runs.js';
import '../../idempotency/interleavings.property.test.js';
import '../../idempotency/keyed-add.property.test.js';
import '../../idempotency/keyed-change.property.test.js';
import '../../idempotency/sockets.property.test.js';
import '../../properties/idempotency.property.test.js';
import '../../properties/json-schema.property.test.js';
import '../../properties/mapping.property.test.js';
import '../../idempotency/store/store.property.test.js';
