/**
 * The properties, each tried as often as `PROPERTY_RUNS` says, or some thousand times; `FAULT_SEED` plays a
 * run again.
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
