/** Loads and runs the transcribed pairs of calls that change or remove a contact. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { ContactService } from '../../src/contacts/contact-service.js';
import type { ContactChange, JsonObject } from '../../src/model/contact.js';
import type { Outcome, RemovedContact, WrittenContact } from '../../src/model/outcome.js';
import { expectRequest, nullsOf, told, withoutNulls } from './fixture-run.js';
import type { Fixture } from './fixtures.js';
import type { RecordedRequest, RecordingVendor } from './recording-vendor.js';

type Reply = Fixture['reply'];

export interface ChangingFixture extends Pick<Fixture, 'file' | 'title' | 'source' | 'request' | 'reply'> {
  readonly call: {
    readonly operation: 'UPDATE' | 'REMOVE';
    readonly customerId: string;
    readonly externalId: string;
    /** Absent for a removal. */
    readonly input?: ContactChange;
    readonly options?: Readonly<Record<string, unknown>>;
  };
  /** The vendor's state before, as its reads return it, whether or not it is read. */
  readonly reads: readonly {
    readonly method: string;
    /** The path with its query. */
    readonly path: string;
    readonly json?: JsonObject;
    readonly reply: Reply;
  }[];
  readonly expect: Fixture['expect'] & { readonly removed?: true };
}

export interface ChangingRun {
  readonly request: RecordedRequest | undefined;
  readonly outcome: Outcome<WrittenContact | RemovedContact>;
}

/** Empty if the vendor has no such call. */
export function loadChangingFixtures(provider: string): ChangingFixture[] {
  const folder = join('src', 'providers', provider.toLowerCase(), 'testdata', 'changing');
  return (existsSync(folder) ? readdirSync(folder) : []).sort().map((file) => ({
    file,
    ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Omit<ChangingFixture, 'file'>),
  }));
}

export async function runChange(
  { call, reads, request, reply }: ChangingFixture,
  id: string,
  service: ContactService,
  vendor: RecordingVendor,
): Promise<ChangingRun> {
  vendor.requests.length = 0;
  vendor.reply = { status: 599, body: 'more requests than were transcribed' };
  const isWrite = ({ method, path }: RecordedRequest) => method === request.method && path === request.path;
  vendor.answer = (sent) => {
    if (isWrite(sent)) return toReply(reply);
    const read = reads.find(({ method, path }) => method === sent.method && path === sent.path);
    return read && toReply(read.reply);
  };
  const { operation, customerId, externalId, input = {}, options: providers = {} } = call;
  const command = {
    contact: { provider: id, customerId, externalId },
    requestId: 'fixture',
    options: { idempotencyKey: undefined, unsupportedFields: undefined, providers },
  };
  const outcome = await (operation === 'UPDATE'
    ? service.update({ ...command, input })
    : service.remove(command));
  return { request: vendor.requests.find(isWrite) ?? vendor.requests.at(-1), outcome };
}

export { expectRequest };

export function expectChange({ call, expect: wanted }: ChangingFixture, { outcome }: ChangingRun): void {
  expect(outcome).toMatchObject({ ok: wanted.failure === undefined });
  if (!outcome.ok) {
    expect(told(outcome.failure)).toMatchObject({ ...wanted.failure });
  } else if (wanted.removed) {
    expect(outcome.value).toMatchObject({ contactId: expect.stringContaining(call.externalId) });
  } else {
    const contact = 'contact' in outcome.value ? outcome.value.contact : undefined;
    expect({ contact: withoutNulls(contact) }).toMatchObject({ contact: withoutNulls(wanted.contact) });
    expect(nullsOf(wanted.contact, contact)).toEqual([]);
  }
}

export function expectChangeFates({ expect: { fates } }: ChangingFixture, { outcome }: ChangingRun): void {
  if (!outcome.ok || !('fates' in outcome.value)) return;
  expect(outcome.value.fates.map(({ reason, ...fate }) => withoutNulls(fate))).toEqual(fates);
}

function toReply({ status, headers, json, text }: Reply) {
  return { status, headers, body: text ?? (json === undefined ? '' : JSON.stringify(json)) };
}
