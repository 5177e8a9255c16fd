/**
 * Probes from the command line: `npm run probe -- PROVIDER [FACT --customer ID]`. Uses the service's
 * variables, announces what it is about to do, and prints no secret and no value of a contact.
 */
import { parseArgs } from 'node:util';
import { readNamedAccounts, readProviderSettings } from '../accounts/account-settings.js';
import { Env, type Environment } from '../config/env.js';
import { readProxy } from '../config/proxy.js';
import type { Provider } from '../providers/driver.js';
import type { InferredFact } from '../providers/facts.js';
import { matchesIdRule } from '../providers/id-rule.js';
import type { Conclusion, Probe } from '../providers/probe.js';
import type { ProviderSettings } from '../providers/settings.js';
import { LiveVendor, type LiveVendorOptions } from './live-vendor.js';
import { runProbe } from './run-probe.js';

const USAGE = `npm run probe -- PROVIDER                              List the inferred facts of a provider.
npm run probe -- PROVIDER FACT --customer ID           Ask the live vendor whether the fact holds.

--customer ID        A customer for tests. Its contacts are the only thing that a probe writes.
--other-customer ID  A second customer, for facts about two customers.
--account NAME       The name of the account. Omit it for the default account.
--field NAME         A text custom field that the account has defined. Can be given twice.

It uses the variables of the service. Exit codes: 0 confirmed or listed, 1 refuted, 2 wrong usage or settings,
3 undecided.`;

const EXIT_CODES: Readonly<Record<Conclusion, number>> = { confirmed: 0, refuted: 1, undecided: 3 };
const REPORTS: Readonly<Record<Conclusion, string>> = {
  confirmed: 'Report the line above, so that docs/vendor-facts.md can list it as observed.',
  refuted: 'Report the line above: docs/vendor-facts.md names the code that relies on the fact.',
  undecided: 'Nothing to report, unless it stays undecided.',
};

export interface ProbeCommand {
  readonly providers: readonly Provider[];
  readonly factsOf: (id: string) => readonly InferredFact[];
  readonly probesOf: (id: string) => Readonly<Record<string, Probe>>;
  readonly env: Environment;
  readonly print: (line: string) => void;
  readonly options?: LiveVendorOptions;
}

/** The exit code. */
export async function probeCommand(args: readonly string[], command: ProbeCommand): Promise<number> {
  const { providers, factsOf, probesOf, print } = command;
  const parsed = parse(args);
  const [name = '', id] = parsed?.positionals ?? [];
  const provider = providers.find((known) => known.id === name.toUpperCase());
  if (!parsed || !provider || parsed.positionals.length > 2) return wrong(print, USAGE);
  const facts = factsOf(provider.id);
  const probes = probesOf(provider.id);
  if (id === undefined) {
    for (const fact of facts) print(`${fact.id}: ${fact.statement}\n    ${probes[fact.id]?.does ?? ''}`);
    return 0;
  }
  const fact = facts.find((known) => known.id === id);
  const probe = Object.hasOwn(probes, id) ? probes[id] : undefined;
  if (!fact || !probe) return wrong(print, `${provider.name} has no fact ${id}. Omit it for a list.`);

  const { account, customer, 'other-customer': otherCustomer, field: fields = [] } = parsed.values;
  const env = new Env(command.env);
  const settings = readSettings(provider, env, account);
  const proxy = readProxy(env);
  if (env.problems.length > 0) return wrong(print, env.problems.join('\n'));
  if (!settings)
    return wrong(
      print,
      `${provider.name} is not configured, or has no account with this name. Set the variables of the service.`,
    );
  print(`${provider.name}, ${fact.id}: ${fact.statement}`);
  print(`At ${new URL(settings.baseUrl).host}: ${probe.does}`);

  if (customer === undefined) return wrong(print, 'Nothing was sent. Name a test customer with --customer.');
  if (!matchesIdRule(provider.info.customerId, customer)) {
    return wrong(print, `Nothing was sent. --customer must be ${provider.info.customerId.format}.`);
  }
  const given = { otherCustomer, fields: fields.length > 0 ? fields : undefined };
  const missing = probe.needs?.find((need) => given[need] === undefined);
  if (missing) return wrong(print, `Nothing was sent. The probe needs ${FLAGS[missing]}.`);

  const vendor = new LiveVendor(
    provider,
    settings,
    { customer, otherCustomer, fields },
    { proxy, ...command.options },
  );
  try {
    const { conclusion, because, isTidy } = await runProbe(probe, vendor);
    print(`${conclusion}: ${because}`);
    if (!isTidy) print('A contact of the probe may remain. Check the contacts of the customer.');
    print(REPORTS[conclusion]);
    return EXIT_CODES[conclusion];
  } finally {
    await vendor.close();
  }
}

const FLAGS = { otherCustomer: '--other-customer', fields: '--field' } as const;

function readSettings(
  provider: Provider,
  env: Env,
  account: string | undefined,
): ProviderSettings | undefined {
  const live = readProviderSettings([provider], env);
  const named = readNamedAccounts([provider], live, env);
  return account === undefined ? live.get(provider) : named.find(({ name }) => name === account)?.settings;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        account: { type: 'string' },
        customer: { type: 'string' },
        'other-customer': { type: 'string' },
        field: { type: 'string', multiple: true },
      },
    });
  } catch {
    return undefined;
  }
}

function wrong(print: (line: string) => void, line: string): number {
  print(line);
  return 2;
}
