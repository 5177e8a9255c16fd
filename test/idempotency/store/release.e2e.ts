/**
 * Stores of commit 62f6101, the previous release: its keys under this release, both on one store, and the way
 * back.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Accounts } from '../../../src/accounts/accounts.js';
import type { AddContactCommand } from '../../../src/contacts/commands.js';
import { ContactService } from '../../../src/contacts/contact-service.js';
import { IdempotentWrites } from '../../../src/idempotency/attempts.js';
import { attemptId } from '../../../src/idempotency/identity.js';
import { openStore } from '../../../src/idempotency/store/open-store.js';
import type { Attempt, AttemptStore } from '../../../src/idempotency/store/store.js';
import type { JsonObject } from '../../../src/model/contact.js';
import { systemClock } from '../../../src/vendor-http/clock.js';
import { type Build, useBuild } from '../../support/build.js';
import { type EmulatedVendors, startEmulatedVendors } from '../../support/emulated-vendors.js';
import { keptAccounts } from '../../support/kept-accounts.js';
import { command, emailOf, told } from '../../support/keyed-stage.js';
import { useLedgerStages } from '../../support/ledger-stages.js';
import {
  type KeptRequest,
  kept,
  openOtherStore,
  otherOpenStore,
  RELEASE_FOLDER,
} from '../../support/other-release.js';
import { ask, describeWithPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';
import { SqliteStore } from '../../support/stores.js';
import { newAttempt } from './suite.js';

const PATIENT_MS = 120_000;
/** All leases of the previous release are over by then. */
const LATER_MS = 60_000;

interface Kind {
  readonly name: string;
  readonly describe: (name: string, tests: () => void) => void;
  setUp(): Promise<void>;
  tearDown(): Promise<void>;
  /** A copy of the release's store, opened by this one, shortly after the release was killed. */
  open(): Promise<AttemptStore>;
  /** The URL of the copy opened last. */
  url(): string;
  /** The URL of a store that does not exist yet. */
  newUrl(): Promise<string>;
}

function sqlite(): Kind {
  const folder = mkdtempSync(join(tmpdir(), 'contacts-release-'));
  let copies = 0;
  const path = () => join(folder, `${copies}.db`);
  return {
    name: 'SQLite',
    describe,
    setUp: async () => undefined,
    tearDown: async () => rmSync(folder, { recursive: true, force: true }),
    open: async () => {
      copies += 1;
      copyFileSync(join(RELEASE_FOLDER, 'contacts.db'), path());
      const database = new DatabaseSync(path());
      const killedAt = Number(database.prepare('SELECT max(updated_at) AS at FROM attempts').get()?.at);
      database.close();
      const openedAt = Date.now();
      return new SqliteStore(path(), () => killedAt + LATER_MS + Date.now() - openedAt);
    },
    url: () => `sqlite:${path()}`,
    newUrl: async () => {
      copies += 1;
      return `sqlite:${path()}`;
    },
  };
}

function postgres(): Kind {
  let server: PostgresServer | undefined;
  let url = '';
  const newUrl = async () => {
    url = (await server?.place()) ?? '';
    return url;
  };
  // The clock is the server's, so the times of the dump are moved instead.
  const MOVE = `
    UPDATE add_contact_attempts SET
      started_at = started_at + late, updated_at = updated_at + late, lease_until = lease_until + late,
      due_at = due_at + late, expires_at = expires_at + late,
      evidence = (evidence::jsonb || jsonb_build_object('sentAt', (evidence ->> 'sentAt')::bigint + late,
        'leftBy', (evidence ->> 'leftBy')::bigint + late))::json
    FROM (SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint - max(updated_at) - ${LATER_MS} AS late
      FROM add_contact_attempts) AS moved`;
  return {
    name: 'PostgreSQL',
    describe: describeWithPostgres,
    setUp: async () => {
      server = await startPostgres();
    },
    tearDown: async () => server?.stop(),
    open: async () => {
      await newUrl();
      await ask(url, readFileSync(join(RELEASE_FOLDER, 'contacts.sql'), 'utf8'));
      await ask(url, MOVE);
      return openStore(url);
    },
    url: () => url,
    newUrl,
  };
}

function commandOf({ provider, customerId, key, input }: KeptRequest): AddContactCommand {
  return { provider, customerId, input, options: { idempotencyKey: key }, requestId: key };
}

/** The contact as the vendor keeps it. */
const RECORDS: Readonly<Record<KeptRequest['provider'], (request: KeptRequest, id: string) => JsonObject>> = {
  CHARGEBEE: ({ input }, id) => ({
    id,
    first_name: input.firstName ?? null,
    last_name: input.lastName ?? null,
    email: input.emails?.[0]?.address ?? null,
    enabled: true,
  }),
  CHARTMOGUL: ({ input }) => ({
    first_name: input.firstName ?? null,
    last_name: input.lastName ?? null,
    email: input.emails?.[0]?.address ?? null,
  }),
  CRO: ({ input }) => ({
    name: `${input.firstName} ${input.lastName}`,
    email: input.emails?.[0]?.address ?? null,
  }),
  RPM: ({ input }) => ({
    FirstName: input.firstName ?? null,
    LastName: input.lastName ?? null,
    Email: input.emails?.[0]?.address ?? null,
  }),
  ZUORA: ({ input }) => ({
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    workEmail: input.emails?.[0]?.address ?? null,
  }),
};

function recordOf(request: KeptRequest, id: string): JsonObject {
  const record = RECORDS[request.provider]?.(request, id);
  if (!record) throw new Error(`What ${request.provider} keeps is missing here.`);
  return record;
}

const PROVIDERS = [...new Set(kept.requests.map(({ provider }) => provider))];

for (const kind of [sqlite(), postgres()]) {
  kind.describe(kind.name, () => {
    beforeAll(() => kind.setUp(), PATIENT_MS);
    afterAll(() => kind.tearDown(), PATIENT_MS);

    describe('a key of the previous release', () => {
      let store: AttemptStore;
      let vendors: EmulatedVendors;
      let accounts: Accounts;
      let service: ContactService;
      let writes: string[];

      beforeEach(async () => {
        writes = [];
        vendors = await startEmulatedVendors({
          fault: ({ write, customerId, vendor }) => {
            if (write) writes.push(`${vendor} ${customerId}`);
            const emulator = vendors.at(vendor.toUpperCase() as KeptRequest['provider']);
            if (customerId !== undefined && !emulator.hasCustomer(customerId))
              emulator.openCustomer(customerId);
            // The vendors are healthy now, regardless of the faults their customers are named for.
            return { delayMs: 0 };
          },
        });
        store = await kind.open();
        accounts = keptAccounts(kept.environment, vendors.environment, 0);
        service = new ContactService(accounts, 5000, new IdempotentWrites(store, accounts, 5000));
      });
      afterEach(async () => {
        await accounts.destroy();
        await store.close();
        await vendors.close();
      });

      const requestOf = (provider: KeptRequest['provider'], state: KeptRequest['state']) => {
        const request = kept.requests.find((one) => one.provider === provider && one.state === state);
        if (!request) throw new Error(`There is no ${state} at ${provider}.`);
        return request;
      };
      const attemptOf = async ({ provider, customerId, key }: KeptRequest): Promise<Attempt> => {
        const attempt = await store.get(attemptId(accounts.get(provider).id ?? '', customerId, key));
        if (!attempt) throw new Error('There is no such attempt.');
        return attempt;
      };

      it.each(PROVIDERS)('of %s is found in its state, and by its lookup id', async (provider) => {
        for (const request of kept.requests.filter((one) => one.provider === provider)) {
          const attempt = await attemptOf(request);
          expect([request.key, attempt.state]).toEqual([request.key, request.state]);
          expect(await store.find(attempt.lookupId)).toEqual(attempt);
          expect(await service.attempt(provider, request.key)).toMatchObject({
            state: request.state === 'SENDING' ? 'UNKNOWN' : request.state,
          });
        }
      });

      it.each(PROVIDERS)(
        'of %s that succeeded or was rejected gets its answer, and nothing is sent',
        async (provider) => {
          expect(await service.add(commandOf(requestOf(provider, 'SUCCEEDED')))).toMatchObject({
            ok: true,
            value: {
              replayed: true,
              contact: { lastName: provider === 'CRO' ? null : 'Lindqvist SUCCEEDED' },
            },
          });
          expect(told(await service.add(commandOf(requestOf(provider, 'REJECTED'))))).toBe('rejected');
          const other = {
            ...requestOf(provider, 'SUCCEEDED'),
            customerId: requestOf(provider, 'REJECTED').customerId,
          };
          expect(told(await service.add(commandOf(other)))).toBe('idempotency-conflict');
          expect(writes).toEqual([]);
        },
      );

      it.each(PROVIDERS)('of %s that was not carried out may be used again, once', async (provider) => {
        const request = requestOf(provider, 'NOT_APPLIED');
        for (const replayed of [false, true]) {
          expect(await service.add(commandOf(request))).toMatchObject({ ok: true, value: { replayed } });
        }
        expect(writes).toHaveLength(1);
      });

      it.each(PROVIDERS)(
        'of %s whose request never arrived adds one contact in the end',
        async (provider) => {
          const request = requestOf(provider, 'UNKNOWN');
          const answers = [];
          for (let tries = 0; tries < 4; tries += 1)
            answers.push(told(await service.add(commandOf(request))));
          expect(answers.at(-1)).toBe('success');
          expect(writes).toHaveLength(1);
          expect(vendors.at(provider).contactIds((await attemptOf(request)).customerId)).toHaveLength(1);
        },
      );

      it.each(PROVIDERS)(
        'of %s whose process was killed finds the contact, and adds no second one',
        async (provider) => {
          const request = requestOf(provider, 'SENDING');
          const { customerId, evidence } = await attemptOf(request);
          const id = vendors.at(provider).put(customerId, recordOf(request, String(evidence?.marker)));
          for (const _ of [1, 2]) {
            expect(await service.add(commandOf(request))).toMatchObject({
              ok: true,
              value: { replayed: true, contact: { externalId: id } },
            });
          }
          expect(writes).toEqual([]);
          expect(vendors.at(provider).contactIds(customerId)).toHaveLength(1);
        },
      );

      it('is read by the previous release as this one left it', async () => {
        for (const request of kept.requests) await service.add(commandOf(request));
        const other = await openOtherStore(kind.url());
        for (const request of kept.requests) {
          const attempt = await attemptOf(request);
          expect(await other.get(attempt.id)).toEqual(attempt);
          expect(await other.find(attempt.lookupId)).toEqual(attempt);
        }
        await other.close();
      });
    });

    describe('beside the previous release', () => {
      const stages = useLedgerStages();
      let build: Build;
      beforeAll(() => {
        build = useBuild();
      }, PATIENT_MS);

      it.each(['the previous release', 'this release'])('works on the tables of %s', async (maker) => {
        const url = await kind.newUrl();
        const makers = [openOtherStore, openStore];
        if (maker === 'this release') makers.reverse();
        const stores = [];
        for (const open of makers) stores.push(await open(url));
        for (const [store, other] of [stores, stores.toReversed()] as [AttemptStore, AttemptStore][]) {
          const { id, lookupId, account, customerId } = newAttempt();
          const { attempt } = await store.claim(newAttempt({ id, lookupId, leaseMs: 0 }));
          expect(await other.get(id)).toEqual(attempt);
          expect(await other.claim(newAttempt({ id, lookupId }))).toEqual({ claimed: false, attempt });
          const evidence = { run: 1, before: null, beforeDigests: 'abcdefgh', lone: '\ud83d' };
          const changed = await other.change(id, 1, { state: 'UNKNOWN', evidence, dueInMs: 0 });
          expect(await store.get(id)).toEqual(changed);
          expect(await store.change(id, 1, { state: 'REJECTED' })).toBeUndefined();
          expect(await other.undecided(account, customerId)).toEqual([changed]);
          expect(await store.claimContact(id, `contact-${id}`)).toBe(true);
          expect(await other.holders(id, [`contact-${id}`])).toEqual(new Map([[`contact-${id}`, id]]));
          expect(await store.takeDue('sweep', 60_000, 10)).toMatchObject([{ id, epoch: 3 }]);
          expect(await other.takeDue('sweep', 60_000, 10)).toEqual([]);
          await other.change(id, 3, { state: 'SUCCEEDED', lease: null, dueInMs: null, expiresInMs: 0 });
          expect(await store.purge()).toBe(1);
          expect(await other.get(id)).toBeUndefined();
        }
        for (const store of stores) await store.close();
      });

      it('gives each key to one of the two', async () => {
        const url = await kind.newUrl();
        await (await openStore(url)).close();
        const modules = [otherOpenStore, new URL('idempotency/store/open-store.js', build.url).href];
        const facts = await Promise.all(
          modules.map((module, index) => race(module, url, `replica-${index}`)),
        );
        const all = facts.flat();
        const claimed = all.flatMap((fact) => fact.claimed ?? []);
        expect(claimed.toSorted((one, two) => one - two)).toEqual(
          Array.from({ length: 60 }, (_, key) => key),
        );
        const store = await openStore(url);
        expect(await store.get('counter')).toMatchObject({ checks: 80, epoch: 81 });
        await store.close();
        const taken = all.flatMap((fact) => fact.taken ?? []);
        expect(new Set(taken).size).toBe(taken.length);
      });

      it('doubles no contact while vendors fail', async () => {
        const url = await kind.newUrl();
        const [mine, theirs] = [await openStore(url), await openOtherStore(url)];
        const faults = [
          'none',
          'cut before commit',
          'cut after commit',
          'failure after commit',
          'late answer',
        ] as const;
        let calls = 0;
        stages.vendor.fault = () => faults[(calls++ * 7) % faults.length] ?? 'none';
        const replicas = [mine, theirs].map((store) =>
          stages.open({ store, graceMs: 0, clock: systemClock }),
        );
        const commands = PROVIDERS.flatMap((provider, index) =>
          Array.from({ length: 4 }, (_, number) => command(provider, index * 10 + number)),
        );
        for (let round = 0; round < 4; round += 1) {
          await Promise.all(commands.flatMap((one) => replicas.map(({ service }) => service.add(one))));
        }
        stages.vendor.fault = () => 'none';
        for (const [index, one] of commands.entries()) {
          const answers = [];
          for (const { service } of replicas) answers.push(await service.add(one));
          expect([index, ...answers.map(told)]).toEqual([index, 'success', 'success']);
          const ids = answers.map((answer) => answer.ok && answer.value.contact.id);
          expect(ids[0]).toBe(ids[1]);
        }
        const emails = PROVIDERS.flatMap((_, index) =>
          Array.from({ length: 4 }, (__, number) => emailOf(index * 10 + number)),
        );
        expect(emails.filter((email) => stages.vendor.commits(email) !== 1)).toEqual([]);
        for (const store of [mine, theirs]) await store.close();
      });
    });
  });
}

interface Fact {
  readonly claimed?: number;
  readonly taken?: string;
}

/** A process of one of the releases that wants what the other wants. */
async function race(module: string, url: string, name: string): Promise<readonly Fact[]> {
  const child = spawn(process.execPath, ['test/idempotency/store/replica.mjs', module, url, 'race', name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const facts: Fact[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => facts.push(JSON.parse(line) as Fact));
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  return facts;
}
