/** The sandbox's customers as data, offered as choices on the start page. */
import type { Provider } from '../providers/driver.js';
import type { ProviderFacts } from '../providers/facts.js';

/** Path to text. */
export function sandboxCustomers(
  described: readonly (readonly [Provider, ProviderFacts])[],
): Record<string, string> {
  const customers = described.map(([{ id }, { sandbox }]) => [
    id,
    sandbox.customers.map(([customerId, does, result]) => ({
      id: customerId,
      does: does.replaceAll('`', ''),
      result,
    })),
  ]);
  return {
    'examples/frontend/generated/sandbox-customers.json': `${JSON.stringify(Object.fromEntries(customers), null, 2)}\n`,
  };
}
