/** The subgraph with the sandbox behind it, on any free port. */

import { type Subgraph, startSubgraph } from '../../src/app.js';
import type { Environment } from '../../src/config/env.js';

export function startTestSubgraph(
  variables: Environment = {},
): Promise<Subgraph & { close(): Promise<void> }> {
  return startSubgraph({ PORT: '0', LOG_LEVEL: 'silent', STORE_URL: 'memory:', ...variables }).then(
    (subgraph) => ({
      ...subgraph,
      close: () => subgraph.stop(),
    }),
  );
}
