/** Incidents planted in running subgraphs: the table in `docs/runbook.md` lists the signals of each. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { ProviderId } from '../../src/model/contact.js';
import { inlineCode, page, section, tablesOf } from '../docs/markdown.js';
import { alertRules } from '../support/alert-rules.js';
import { type Build, useBuild } from '../support/build.js';
import { openStage, type Signals, vendorAt } from '../support/incident-stage.js';
import { bearer, startIssuer } from '../support/issuer.js';
import { evaluate } from '../support/promql.js';
import { encodeAnswer, type RawScript, startRawServer } from '../support/raw-vendor.js';
import { startTlsFront } from '../support/tls-front.js';

const [rows = []] = tablesOf(section(page('docs/runbook.md'), 'Planted incidents'));
const incidents = rows.map((cells) => {
  const [name = '', alerts = '', metric = '', line = '', span = ''] = cells.map((cell) => cell.trim());
  return {
    name,
    alerts: inlineCode(alerts).sort(),
    metric: inlineCode(metric)[0]?.replaceAll('\\|', '|') ?? '',
    line: fieldsOf(line),
    span: fieldsOf(span),
  };
});

function fieldsOf(cell: string): [string, string][] {
  return inlineCode(cell).map((code) => {
    const [, field = '', value = ''] = /^([^=]+)=(.*)$/.exec(code) ?? [];
    return [field, value];
  });
}

/** The planted incident and its provider; an incident of the store has none. */
interface Planted extends Signals {
  readonly provider?: ProviderId;
}

const planted = new Map<string, Planted>();
let build: Build;
const closing: (() => unknown)[] = [];

async function serve(script: RawScript): Promise<string> {
  const vendor = await startRawServer(script);
  closing.push(() => vendor.close());
  return vendor.origin;
}

function answering(status: number, waitMs = 0): Promise<string> {
  return serve({
    request: async (_request, socket) => {
      if (waitMs > 0) await setTimeout(waitMs);
      socket.write(encodeAnswer({ status, body: '{}' }));
    },
  });
}

/** More than one concurrent call per provider, so that incidents that need many calls show soon. */
const AT_ONCE = Object.fromEntries(
  ['CHARGEBEE', 'CHARTMOGUL', 'CRO', 'RPM'].flatMap((id) => [
    [`${id}_CONCURRENCY`, '16'],
    [`${id}_RATE_PER_SECOND`, '0'],
  ]),
);

type Vendors = readonly (readonly [name: string, provider: ProviderId, origin: string])[];

/** The system assigns it to no program, which could happen to a port that was just closed. */
const NOBODYS_PORT = 1;

/** Calls before the first scrape create the series that later calls change. */
async function plantVendors(vendors: Vendors, deadlineMs: number): Promise<void> {
  const settings = vendors.map(([, provider, origin]) => vendorAt(provider, origin));
  const variables = Object.assign({ PROVIDER_DEADLINE_MS: String(deadlineMs) }, AT_ONCE, ...settings);
  const stage = await openStage(build, variables);
  const write = () => Promise.all(vendors.map(([, provider]) => stage.write(provider, 14)));
  await write();
  const before = await stage.look();
  await write();
  const scrapes = [before, await stage.look()];
  const told = await stage.finish();
  for (const [name, provider] of vendors) planted.set(name, { provider, scrapes, ...told });
}

async function plantUnreachable(): Promise<void> {
  const front = await startTlsFront(NOBODYS_PORT);
  closing.push(() => front.close());
  const vendors: Vendors = [
    ['The vendor refuses connections', 'CHARTMOGUL', `http://127.0.0.1:${NOBODYS_PORT}`],
    ["The vendor's host name does not resolve", 'CRO', 'https://vendor.invalid'],
    ["The vendor's certificate is not trusted", 'RPM', `https://127.0.0.1:${front.port}`],
  ];
  // They fail immediately: a busy machine must not look like a slow vendor.
  await plantVendors(vendors, 5000);
}

async function plantHanging(): Promise<void> {
  // It uses up the deadline, which is long enough for a busy machine to send the requests.
  await plantVendors([['The vendor hangs', 'CHARGEBEE', await serve({})]], 2000);
}

async function plantAnswers(): Promise<void> {
  const vendors: Vendors = [
    ['The vendor limits our calls', 'CHARGEBEE', await answering(429)],
    ['The vendor rejects the credentials', 'CHARTMOGUL', await answering(401)],
    ['The vendor answers 503', 'CRO', await answering(503)],
    [
      'The vendor closes connections after the request',
      'RPM',
      await serve({ request: (_request, socket) => socket.destroy() }),
    ],
  ];
  await plantVendors(vendors, 5000);
}

/** Rejections that take a while: a healthy vendor that gets too many requests. */
async function plantQueue(): Promise<void> {
  const origin = await answering(422, 50);
  const limits = { CHARTMOGUL_CONCURRENCY: '1', CHARTMOGUL_RATE_PER_SECOND: '0' };
  const stage = await openStage(build, { ...vendorAt('CHARTMOGUL', origin), ...limits });
  const before = await stage.look();
  await stage.write('CHARTMOGUL', 6);
  const scrapes = [before, await stage.look()];
  planted.set('More calls come than may wait', {
    provider: 'CHARTMOGUL',
    scrapes,
    ...(await stage.finish()),
  });
}

async function plantStore(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'incidents-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'contacts.db');
  const stage = await openStage(build, { STORE_URL: `sqlite:${file}` });
  await stage.write('CHARGEBEE', 1, true);
  const before = await stage.look();
  const other = new DatabaseSync(file, { timeout: 5000 });
  closing.push(() => other.close());
  other.exec('BEGIN IMMEDIATE');
  const waiting = stage.write('CHARGEBEE', 5, true);
  await setTimeout(400);
  other.exec('COMMIT');
  await waiting;
  const locked = await stage.look();
  other.exec('ALTER TABLE attempts RENAME TO lost_attempts');
  await stage.write('CHARGEBEE', 1, true);
  // The alert fires on the fourth failed round.
  const scrapes = [locked];
  for (let look = 0; look < 5; look += 1) scrapes.push(await stage.look());
  const told = await stage.finish();
  planted.set("The store's lock is held", { scrapes: [before, locked], ...told });
  planted.set('The store has lost a table', { scrapes, ...told });
  planted.set('The sweep fails', { scrapes, ...told });
}

async function plantFullStore(): Promise<void> {
  const stage = await openStage(build, { STORE_MAX_ROWS: '10' });
  await stage.write('CHARGEBEE', 9, true);
  const before = await stage.look();
  await stage.write('CHARGEBEE', 2, true);
  const scrapes = [before, await stage.look()];
  const told = await stage.finish();
  planted.set('The store is nearly full', { scrapes: [before], ...told });
  planted.set('The store is full', { scrapes, ...told });
}

async function plantRequests(
  name: string,
  variables: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const stage = await openStage(build, variables);
  // Creates the series that the next ones change.
  await stage.request(1, headers);
  const before = await stage.look();
  await stage.request(14, headers);
  const scrapes = [before, await stage.look()];
  planted.set(name, { scrapes, ...(await stage.finish()) });
}

async function plantCallers(): Promise<void> {
  const issuer = await startIssuer();
  const down = await startIssuer();
  down.isDown = true;
  closing.push(
    () => issuer.close(),
    () => down.close(),
  );
  const other = bearer(await issuer.token({ aud: 'somebody-else' }));
  const shares = { ...issuer.settings, CALLER_RATE_PER_SECOND: '1' };
  const secret = { ROUTER_SECRETS: 'a-secret-of-the-router' };
  await Promise.all([
    plantRequests("The issuer's keys are unavailable", down.settings, bearer(await down.token())),
    plantRequests('The router sends another secret', secret, { 'x-router-secret': 'a-secret-of-before' }),
    plantRequests('Tokens are for another audience', issuer.settings, other),
    plantRequests('A caller floods', shares, bearer(await issuer.token())),
  ]);
}

async function plantAuditLog(): Promise<void> {
  const stage = await openStage(build, { AUDIT_LOG: 'file:/dev/full' });
  const before = await stage.look();
  await stage.write('CHARGEBEE', 2);
  const scrapes = [before, await stage.look()];
  planted.set("The audit log's disk is full", { scrapes, ...(await stage.finish()) });
}

beforeAll(async () => {
  build = useBuild();
  await Promise.all([
    ...[plantHanging(), plantUnreachable(), plantAnswers()],
    ...[plantQueue(), plantStore(), plantFullStore()],
  ]);
  // Not all concurrently: each is a separate process.
  await Promise.all([plantCallers(), plantAuditLog()]);
}, 120_000);
afterAll(async () => {
  for (const close of closing) await close();
});

describe.each(incidents)('$name', ({ name, alerts, metric, line, span }) => {
  function signals(): Planted {
    const found = planted.get(name);
    if (!found) throw new Error(`Nobody plants "${name}".`);
    return found;
  }

  /** The series of the incident's provider. */
  function answers(query: string) {
    const { provider, scrapes } = signals();
    return evaluate(query, scrapes).filter(({ labels }) => labels.provider === provider);
  }

  it('fires its alerts, and no other', () => {
    const firing = alertRules().filter(({ expr }) => answers(expr).length > 0);
    expect(firing.map(({ alert }) => alert).sort()).toEqual(alerts);
  });

  it('shows in its metric', () => {
    const isComparison = / (?:>|==) /.test(metric);
    expect(answers(isComparison ? metric : `${metric} > 0`)).not.toEqual([]);
  });

  // A slow call leaves no log line or span of its own.
  if (line.length > 0) {
    it('logs its line', () => {
      const { provider, lines } = signals();
      const own = lines.filter((each) => provider === undefined || each.provider === provider);
      const found = own.filter((each) => line.every(([field, value]) => String(each[field]) === value));
      expect(found).not.toEqual([]);
    });
  }

  if (span.length === 0) return;
  it('records its span', () => {
    const { provider, spans } = signals();
    const found = spans
      .map(({ attributes }) => attributes)
      .filter((attributes) => provider === undefined || attributes.provider === provider)
      .filter((attributes) => span.every(([field, value]) => [attributes[field]].flat().includes(value)));
    expect(found).not.toEqual([]);
  });
});

test('every planted incident has a row', () => {
  expect([...planted.keys()].sort()).toEqual(incidents.map(({ name }) => name).sort());
});
