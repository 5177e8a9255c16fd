/** The properties, each tried as often as `PROPERTY_RUNS` says, or some thousand times; `FAULT_SEED` plays a run again. */
import '../../support/many-runs.js';
import '../../attempts/interleavings.property.test.js';
import '../../attempts/keyed-add.property.test.js';
import '../../attempts/sockets.property.test.js';
import '../../properties/idempotency.property.test.js';
import '../../properties/mapping.property.test.js';
import '../../store/store.property.test.js';
