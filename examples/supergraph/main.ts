/**
 * `npm run demo`: starts the example, prints its URLs, and stops it on a signal. With `--secured`, the
 * contacts subgraph authenticates callers.
 */
import { startDemo } from './demo.js';

function secured(token: string): string {
  return `
  Requests for contacts need this header for eight hours; in the explorer, paste it below Headers:

{ "authorization": "Bearer ${token}" }
`;
}

try {
  const isSecured = process.argv.includes('--secured');
  const { gateway, contacts, customers, token, stop } = await startDemo(process.env, { isSecured });
  console.log(`
  The supergraph: ${gateway}   open it in a browser: the explorer has examples

  behind it       ${contacts}   contacts, with the sandbox unless a vendor is configured
                  ${customers}          customers

${token === undefined ? '' : secured(token)}
  Ctrl+C stops all of it.
`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
} catch (error) {
  console.error(`The demo cannot start: ${error instanceof Error ? error.message : String(error)}`);
  console.error(
    'GATEWAY_PORT, CONTACTS_PORT and CUSTOMERS_PORT choose other ports than 4000, 4001 and 4002.',
  );
  process.exitCode = 1;
}
