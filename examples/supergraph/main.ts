/** `npm run demo`: starts the example, says where it is, and stops it on a signal. */
import { startDemo } from './demo.js';

try {
  const { gateway, contacts, customers, stop } = await startDemo(process.env);
  console.log(`
  The supergraph: ${gateway}   open it in a browser: the explorer has examples

  behind it       ${contacts}   contacts, with the sandbox unless a vendor is configured
                  ${customers}          customers

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
