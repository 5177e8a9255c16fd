/**
 * The recordings that ChartMogul's own clients ship, replayed to the emulator: it must answer each request as
 * the live service did, except for generated ids.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createSandbox } from '../../src/sandbox/chartmogul/index.js';
import { startSandbox } from '../../src/sandbox/kit/server.js';

const FOLDER = join('test', 'sandbox', 'testdata', 'chartmogul');

interface Recording {
  readonly title: string;
  /** Uuid to external id. */
  readonly customers: Readonly<Record<string, string>>;
  /** Contacts that exist when the recording starts, oldest first. */
  readonly before: readonly {
    readonly uuid: string;
    readonly customer: string;
    readonly values: Readonly<Record<string, unknown>>;
  }[];
  readonly exchanges: readonly {
    readonly request: { readonly method: string; readonly path: string; readonly json?: unknown };
    readonly reply: { readonly status: number; readonly json: Readonly<Record<string, unknown>> };
  }[];
}

const recordings = readdirSync(FOLDER).map((file) => ({
  file,
  recording: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Recording,
}));

test('there are recordings of every call about contacts', () => {
  const calls = recordings.flatMap(({ recording }) =>
    recording.exchanges.map(
      ({ request: { method, path } }) => `${method} ${path.replace(/\?.*/, '').replace(/con_[^/]+/g, '*')}`,
    ),
  );
  expect([...new Set(calls)].sort()).toEqual([
    'DELETE /v1/contacts/*',
    'GET /v1/contacts',
    'GET /v1/contacts/*',
    'PATCH /v1/contacts/*',
    'POST /v1/contacts',
    'POST /v1/contacts/*/merge/*',
  ]);
});

test.each(recordings)('$file: $recording.title', async ({ recording }) => {
  const { customers, before, exchanges } = recording;
  const dataSource = /ds_[0-9a-f-]{36}/.exec(JSON.stringify(recording))?.[0];
  const vendor = createSandbox({ CHARTMOGUL_DATA_SOURCE_UUID: dataSource });
  const sandbox = await startSandbox({ vendors: [vendor] });
  // The emulator generates its own uuids, and gives these customers their uuid as external id.
  const ours = new Map(Object.entries(customers).map(([uuid, external]) => [external, uuid] as const));
  for (const uuid of Object.keys(customers)) vendor.openCustomer(uuid);
  for (const { uuid, customer, values } of before) ours.set(uuid, vendor.put(customer, values));
  const translated = (text: string) => {
    for (const [recorded, id] of ours) text = text.replaceAll(recorded, id);
    return text;
  };

  try {
    let cursor = '';
    for (const { request, reply } of exchanges) {
      const path = translated(request.path).replace(/cursor=[^&]+/, `cursor=${encodeURIComponent(cursor)}`);
      const response = await fetch(new URL(sandbox.urls.chartmogul ?? '').origin + path, {
        method: request.method,
        headers: {
          authorization: `Basic ${btoa('chartmogul-sandbox-key:')}`,
          'content-type': 'application/json',
        },
        ...(request.json !== undefined && { body: translated(JSON.stringify(request.json)) }),
      });
      const answer = (await response.json()) as Readonly<Record<string, unknown>>;
      if (request.method === 'POST' && !request.path.includes('/merge/')) {
        ours.set(String(reply.json.uuid), String(answer.uuid));
      }
      expect(response.status).toBe(reply.status);
      const isOlder = !JSON.stringify(reply.json).includes('"external_id"');
      expect(comparable(answer, isOlder)).toEqual(
        JSON.parse(translated(JSON.stringify(comparable(reply.json)))),
      );
      if (answer.cursor !== undefined) cursor = String(answer.cursor);
    }
  } finally {
    await sandbox.close();
  }
});

/** A reply with the id in place of a cursor, and without the external id if the recording is older. */
function comparable(reply: unknown, isOlder = false): unknown {
  const text = JSON.stringify(reply, (name, value: unknown) => {
    if (name === 'cursor') return Buffer.from(String(value), 'base64').toString().replace(/^.*&/, '');
    return isOlder && name === 'external_id' ? undefined : value;
  });
  return JSON.parse(text);
}
