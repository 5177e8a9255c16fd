/** The subgraph in front of the sandbox, on any free port. */

import { type Subgraph, type SubgraphParts, startSubgraph } from '../../src/app.js';
import type { Environment } from '../../src/config/env.js';
import { type Clock, systemClock } from '../../src/vendor-http/clock.js';

export function startTestSubgraph(
  variables: Environment = {},
  clock: Clock = systemClock,
  parts: SubgraphParts = {},
): Promise<Subgraph & { close(): Promise<void> }> {
  return startSubgraph(
    { PORT: '0', LOG_LEVEL: 'silent', STORE_URL: 'memory:', ...variables },
    { clock, ...parts },
  ).then((subgraph) => ({
    ...subgraph,
    close: () => subgraph.stop(),
  }));
}
