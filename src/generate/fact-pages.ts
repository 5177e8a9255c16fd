/** Page sections derived from provider facts: the sandbox, and tables of settings and providers. */
import type { Provider } from '../providers/driver.js';
import type { ProviderFacts } from '../providers/facts.js';

export type Described = readonly (readonly [provider: Provider, facts: ProviderFacts])[];

export function sandboxSections(described: Described): string {
  return described.map(([provider, { sandbox }]) => section(provider, sandbox)).join('\n');
}

function section(
  { name }: Provider,
  { about, customers, notes, assumptions }: ProviderFacts['sandbox'],
): string {
  const rows = customers.map(([id, does, member]) => `| \`${id}\` | ${does} | \`${member}\` |`);
  return [
    `## ${name}`,
    ...about,
    ['| customer | vendor behavior | result of `addContact` |', '|---|---|---|', ...rows].join('\n'),
    ...notes,
    'The vendor does not document these cases. The sandbox decides:',
    `${assumptions.map((assumption) => `- ${assumption}`).join('\n')}\n`,
  ].join('\n\n');
}

export function inferredSections(described: Described): string {
  return described
    .map(([{ id, name }, { inferred }]) => {
      const facts = inferred.map(
        ({ id: fact, statement, source, otherwise, code }) =>
          `- **${fact}**: ${statement}\n  - Inferred from: ${source}\n  - If not: ${otherwise}\n  - Code: ${code.map((place) => `\`${place}\``).join(', ')}\n  - Probe: \`npm run probe -- ${id.toLowerCase()} ${fact} --customer ID\`\n`,
      );
      return `## ${name}\n\n${facts.join('')}`;
    })
    .join('\n');
}

/** The vendors that support an idempotency key. */
export function keysTable(providers: readonly Provider[]): string {
  const rows = providers.flatMap(({ name, idempotency: { vendorKey } }) => {
    if (!vendorKey) return [];
    const { header, replayMs, replayed } = vendorKey;
    const minutes = replayMs / 60_000;
    const time = minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`;
    return [`| ${name} | \`${header}\` | ${time} | ${replayed ? 'yes' : 'no'} |`];
  });
  return [
    '| provider with its own idempotency key | header | replays for | marks a replay |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}

export function settingsTable(described: Described): string {
  const rows = described.flatMap(([, { settings }]) =>
    settings.map(([names, meaning]) => `| ${names} | ${meaning} |`),
  );
  return ['| variable | meaning |', '|---|---|', ...rows].join('\n');
}

export function providerTable(described: Described): string {
  const rows = described.map(
    ([{ id }, { readme }]) => `| \`${id}\` | ${readme.customerId} | ${readme.needs} | ${readme.keeps} |`,
  );
  return [
    '| provider | customer id | requires | stores besides name, email and phone |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}
