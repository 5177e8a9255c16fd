/** Every inferred fact has a probe, which confirms it at the emulator and refutes it at a contrary one. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { probeCommand } from '../../src/probe/command.js';
import { probesOf } from '../../src/probe/find-probes.js';
import type { InferredFact } from '../../src/providers/facts.js';
import { providers } from '../../src/providers/registry.js';
import type { JsonVendor } from '../../src/sandbox/kit/json-vendor.js';
import { startSandbox } from '../../src/sandbox/kit/server.js';
import type { SandboxVendor } from '../../src/sandbox/kit/vendor.js';
import { emulators } from '../../src/sandbox/registry.js';
import { systemClock } from '../../src/vendor-http/clock.js';
import { described } from '../support/facts.js';
import { contraryOf } from './find-contrary.js';

describe.each(described)('$provider.id', ({ provider: { id }, facts: { inferred, emulated } }) => {
  const probes = probesOf(id);
  const { facts: contraries = {}, fields: names = [], customers = {} } = contraryOf(id) ?? {};
  const watched = inferred.filter((fact) => probes[fact.id]?.does.startsWith('Makes no call'));
  const provoked = inferred.filter((fact) => !watched.includes(fact));

  const createVendor = async () => (await emulators[id]?.())?.createSandbox({}) as JsonVendor;

  /** The command's output about a fact at an emulator, and the contacts that it leaves there. */
  async function probe(fact: string, alter: (vendor: SandboxVendor) => SandboxVendor = (same) => same) {
    return probeAt(await createVendor(), fact, alter);
  }

  async function probeAt(
    vendor: JsonVendor,
    fact: string,
    alter: (vendor: SandboxVendor) => SandboxVendor = (same) => same,
  ) {
    const [customer, other] = [customers[fact] ?? emulated.customer(1), emulated.customer(2)];
    for (const each of [customer, other]) if (!vendor.hasCustomer(each)) vendor.openCustomer(each);
    const contacts = () => [customer, other].flatMap((each) => vendor.contactIds(each));
    const before = new Set(contacts());
    const sandbox = await startSandbox({ vendors: [alter(vendor)] });
    try {
      const lines: string[] = [];
      const fields = names.flatMap((name) => ['--field', name]);
      const args = [id, fact, '--customer', customer, '--other-customer', other, ...fields];
      const code = await probeCommand(args, {
        providers,
        factsOf: () => inferred,
        probesOf,
        env: sandbox.environment,
        print: (line) => lines.push(line),
        // Waiting a minute is not needed for a contact that is gone immediately.
        options: { clock: { ...systemClock, sleep: () => Promise.resolve() } },
      });
      return { code, lines, left: contacts().filter((contact) => !before.has(contact)) };
    } finally {
      await sandbox.close();
    }
  }

  test('has a probe for each of its facts, and no other', () => {
    expect(Object.keys(probes).sort()).toEqual(inferred.map((fact) => fact.id).sort());
  });

  test('has each fact in the docs once', () => {
    const page = readFileSync('docs/vendor-facts.md', 'utf8');
    for (const { id: fact, code, statement, otherwise, source } of inferred) {
      expect(page.split(`npm run probe -- ${id.toLowerCase()} ${fact} --customer ID`)).toHaveLength(2);
      for (const text of [statement, otherwise, source]) expect(page).toContain(text);
      expect(code).not.toEqual([]);
    }
  });

  each(provoked, 'confirms % at the emulator and leaves nothing there', async (fact) => {
    const { code, lines, left } = await probe(fact);
    expect(lines.slice(2)).toEqual([
      expect.stringMatching(/^confirmed: /),
      expect.stringMatching(/^Report /),
    ]);
    expect(code).toBe(0);
    // If there is no call to remove a contact, the probe states that.
    if (!lines[1]?.includes(' stays')) expect(left).toEqual([]);
  });

  test('reuses the contact of an earlier probe that stays', async () => {
    const vendor = await createVendor();
    const left: string[] = [];
    for (const { id: fact } of [...provoked, ...provoked]) {
      if (customers[fact] === undefined) left.push(...(await probeAt(vendor, fact)).left);
    }
    // Two, for the fact about two contacts.
    expect(left.length).toBeLessThanOrEqual(2);
  });

  each(provoked, 'refutes % at a contrary emulator', async (fact) => {
    const contrary = contraries[fact];
    const place = `test/probe/contrary/${id.toLowerCase()}.ts`;
    if (!contrary)
      throw new Error(`${place}: \`${fact}\` is missing. Add an emulator for which it is not so.`);
    const { code, lines } = await probe(fact, contrary);
    expect(lines[2]).toMatch(/^refuted: /);
    expect(code).toBe(1);
  });

  each(watched, 'leaves % undecided without a call', async (fact) => {
    const { code, lines } = await probe(fact);
    expect(lines[2]).toMatch(/^undecided: No request can trigger it\. Look in the log for /);
    expect(code).toBe(3);
  });
});

/** There may be none: a well documented vendor has few inferred facts. */
function each(facts: readonly InferredFact[], title: string, check: (fact: string) => Promise<void>): void {
  for (const { id } of facts) test(title.replace('%', id), () => check(id));
}
