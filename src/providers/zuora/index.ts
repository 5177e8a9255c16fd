/**
 * Zuora v1 REST, `POST /v1/contacts`.
 * https://developer.zuora.com/v1-api-reference/api/operation/POST_CreateContact/
 *
 * JSON both ways, OAuth 2.0 client credentials. The customer is an account, named by its id or its number.
 * Unusual: failures come inside HTTP 200 as `success: false` with reason codes, of which the last two digits
 * are the category. An `Idempotency-Key` replays the first answer, failures included, for 24 hours and does
 * not look at the body, so the key sent follows from the caller's key and the body together. Nothing marks a
 * replayed answer.
 */
import type { Env } from '../../config/env.js';
import type { MappedProvider } from '../../mapping/decisions.js';
import type { StoredContact } from '../../mapping/decode-contact.js';
import { asObject, getOwn, readText, wireNamesOf } from '../../mapping/field-table.js';
import { textListOption, textOption } from '../../mapping/options.js';
import { wrongFormat } from '../../mapping/text-rules.js';
import type { JsonObject, Path } from '../../model/contact.js';
import type { Violation } from '../../model/violation.js';
import { TokenAuthorization } from '../../vendor-http/authorization.js';
import { retryAfterSeconds } from '../../vendor-http/retry-after.js';
import type { Provider, ProviderCall, ProviderReply, ProviderSettings, VendorError } from '../driver.js';
import { digestOf } from '../kit.js';
import {
  errorKinds,
  olderErrorKinds,
  parseFailure,
  parseSave,
  type Reason,
  retryAfterText,
} from './errors.js';
import { fields } from './fields.js';
import { olderName, parseAdded, read } from './reads.js';

const ACCOUNT_ID = /^[0-9a-fA-F]{32,}$/;
const ACCOUNT_NUMBER = /^[A-Za-z0-9._-]{1,255}$/u;
const wireNames = wireNamesOf(fields);
const KEY_HEADER = 'idempotency-key';
const NO_LIST_OR_BLANK = {
  pattern: /^[\x21-\x2b\x2d-\x7e]+$/u,
  expected: 'printable ASCII without blanks and commas',
};

export const zuora: Provider = {
  id: 'ZUORA',
  name: 'Zuora',
  info: {
    documentationUrl: 'https://developer.zuora.com/v1-api-reference/api/operation/POST_CreateContact/',
    customerId: {
      format: 'an account id of 32 or more hex digits, or an account number of letters, digits, . _ and -',
      example: 'A00000001',
      // A number of dots only would fold away in a path.
      pattern: /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,255}$/u,
    },
  },
  limits: {
    concurrency: 20,
  },

  configure(env: Env): ProviderSettings | undefined {
    if (!env.hasAny('ZUORA_CLIENT_ID', 'ZUORA_CLIENT_SECRET', 'ZUORA_URL')) return undefined;
    const clientId = env.secret('ZUORA_CLIENT_ID');
    const clientSecret = env.secret('ZUORA_CLIENT_SECRET');
    const url = env.url('ZUORA_URL', {
      adds: ['v1', 'oauth', 'token', 'contacts'],
      at: { host: /\.zuora\.com$/, path: '' },
    });
    const needed = { ZUORA_CLIENT_ID: clientId, ZUORA_CLIENT_SECRET: clientSecret, ZUORA_URL: url };
    env.require(needed, 'Zuora is configured in part');
    if (clientId === undefined || clientSecret === undefined || url === undefined) return undefined;
    const form = {
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'client_credentials',
    };
    return {
      baseUrl: url,
      authorization: (client) =>
        new TokenAuthorization({
          client,
          path: `${new URL(url).pathname.replace(/\/$/, '')}/oauth/token`,
          form: () => form,
        }),
    };
  },

  fields,
  wireName: (wire) => wire,
  omitsUnset: false,

  write: {
    options: {
      key: 'zuora',
      typeName: 'ZuoraContactOptions',
      description: 'Which account, entity and organization the call is for.',
      fields: {
        accountNumber: textOption(
          {
            title: 'Account number',
            description:
              'Sent beside customerId when both the account id and number are known; they must name the same account.',
            wire: 'accountNumber',
            inBody: true,
            addOnly: true,
            example: 'A00000001',
          },
          { pattern: ACCOUNT_NUMBER, expected: '1 to 255 letters, digits, . _ and -' },
          {
            code: 'FORMAT',
            when: 'The customer id is itself an account number, and this is another one.',
            check: checkAccountNumber,
          },
        ),
        entityId: textOption(
          {
            title: 'Entity',
            description:
              'Sent as Zuora-Entity-Ids. A contact added to another entity than that of the credentials cannot be read back through contact(id), which names none.',
            wire: 'Zuora-Entity-Ids',
            needs: 'WHOLE_ACCOUNT',
            example: '2c92c8f83dabf9cf013daf3bfa0305a6',
          },
          NO_LIST_OR_BLANK,
        ),
        orgIds: textListOption(
          {
            title: 'Organizations',
            description:
              'Sent as Zuora-Org-Ids, joined with commas. A contact added to other organizations than those of the credentials cannot be read back through contact(id), which names none.',
            wire: 'Zuora-Org-Ids',
            needs: 'WHOLE_ACCOUNT',
            example: ['8ad09bce80507dab0180688fa2f17f8f'],
          },
          NO_LIST_OR_BLANK,
        ),
        trackId: textOption(
          {
            title: 'Tracking id',
            description: 'Sent as Zuora-Track-Id: 1 to 64 printable ASCII characters without : ; " and \'.',
            wire: 'Zuora-Track-Id',
            example: 'form-4711',
          },
          {
            max: 64,
            pattern: /^(?! |.*[:;"'])[\x20-\x7e]*(?<! )$/u,
            expected: 'printable ASCII without : ; " and \', and without blanks at its ends',
          },
        ),
      },
    },

    add: {
      request(call) {
        const { accountNumber } = call.options;
        const account = ACCOUNT_ID.test(call.customerId)
          ? { accountId: call.customerId, ...(accountNumber ? { accountNumber: String(accountNumber) } : {}) }
          : { accountNumber: call.customerId };
        const json = { ...account, ...call.wire };
        return {
          method: 'POST',
          segments: ['v1', 'contacts'],
          headers: keyHeader(call, json),
          body: { json },
        };
      },

      unwrap(reply, call) {
        return withAccount(parseAdded(reply.json), call.customerId);
      },
    },

    update: {
      // The older call has the older limits.
      limits: (wire) => (clears(wire) ? { country: 32, mobilePhone: 40 } : {}),

      // Nothing but the older call is documented to clear fields.
      request(call) {
        const { externalId, wire } = call;
        if (!clears(wire)) {
          return { method: 'PUT', segments: ['v1', 'contacts', externalId], body: { json: wire } };
        }
        const json = { type: 'Contact', objects: [toObject(externalId, wire)] };
        const segments = ['v1', 'action', 'update'];
        return {
          method: 'POST',
          segments,
          headers: keyHeader(call, json),
          body: { json },
        };
      },

      // The older call answers the id only.
      unwrap: ({ json }, { present, wire }) =>
        clears(wire)
          ? parseSave(json) && { ...present, record: { ...present.record, ...wire } }
          : withAccount(parseAdded(json), present.customerId),
    },

    remove: {
      request: ({ externalId }) => ({ method: 'DELETE', segments: ['v1', 'contacts', externalId] }),

      confirms: ({ status, json }) => status === 204 || asObject(json)?.success === true,
    },
  },

  parseErrors(reply, call): readonly VendorError[] {
    const save = parseSave(reply.json);
    if (save) return save.isSaved ? [] : unsaved(save.reasons, reply, call);
    const body = parseFailure(reply.json);
    const isFailure = body?.success === false || reply.status >= 400;
    const errors = isFailure ? (body?.reasons ?? []).map((reason) => toVendorError(reason, reply, call)) : [];
    // A 409 is lock contention where a reason says so. Without a reason that we know, the first request with
    // the key may still run: the documentation does not show the body of that answer.
    const isInProgress = call && !isUnkeyed(call) && reply.status === 409 && !errors.some(({ kind }) => kind);
    return isInProgress ? [{ kind: 'KEY_IN_PROGRESS' }] : errors;
  },

  read,

  // The vendor ends requests after about 120 seconds, and forgets keys after 24 hours.
  idempotency: {
    native: true,
    keyHeader: KEY_HEADER,
    graceMs: 120_000,
    replayMs: 23 * 3_600_000,
  },
};

/** A customer id that is not an account id is an account number; two of them must not differ. */
function checkAccountNumber(
  given: unknown,
  path: Path,
  _provider: MappedProvider,
  customerId: string,
): readonly Violation[] {
  if (ACCOUNT_ID.test(customerId) || given === customerId) return [];
  const violation = wrongFormat(path, 'the account number that customerId gives, or absent');
  return [{ ...violation, providerField: 'accountNumber' }];
}

/** The errors of an older call, whose codes are words. */
function unsaved(
  reasons: readonly Reason[],
  reply: ProviderReply,
  call: ProviderCall | undefined,
): readonly VendorError[] {
  const errors = reasons.map((reason): VendorError => {
    return {
      ...toVendorError(reason, reply, call),
      kind: getOwn(olderErrorKinds, reason.code ?? '') ?? 'UNKNOWN',
    };
  });
  return errors.length > 0 ? errors : [{ kind: 'UNKNOWN' }];
}

function toVendorError(
  { code, message }: Reason,
  reply: ProviderReply,
  call: ProviderCall | undefined,
): VendorError {
  const category = code?.slice(-2) ?? '';
  const known = getOwn(errorKinds, category);
  // Inside a 200 the status says nothing, but `success: false` does.
  const kind = known ?? (reply.status < 400 ? 'REJECTED' : undefined);
  const retryAfter = retryAfterText.exec(message ?? '')?.[1];
  return {
    kind,
    code,
    message,
    field: message === undefined || !call ? undefined : namedField(message, call),
    retryAfterSeconds:
      retryAfterSeconds(reply.headers['retry-after']) ?? (retryAfter ? Number(retryAfter) : undefined),
  };
}

/**
 * Zuora has no place for the field's name but the text: "Taxation Requirement: State is required ...". A
 * field counts as named when its wire name stands there as a word, those that were sent before the others.
 */
function namedField(message: string, call: ProviderCall): string | undefined {
  const words = new Set(message.toLowerCase().match(/\w+/g));
  if (words.has('accountnumber') && call.givenOptions.accountNumber) return 'options.zuora.accountNumber';
  return [...Object.keys(call.wire), ...wireNames].find(
    (name) => words.has(name.toLowerCase()) || words.has(olderName(name).toLowerCase()),
  );
}

/** The vendor does not compare bodies under its key, so the key has to tell them apart. */
function keyHeader({ idempotencyKey, run = 1 }: ProviderCall, json: JsonObject): Record<string, string> {
  return { [KEY_HEADER]: digestOf(idempotencyKey, String(run), JSON.stringify(json)) };
}

/** One account has one identity: the id of the answer, whichever way the caller named the account. */
function withAccount(
  contact: StoredContact | undefined,
  customerId: string | undefined,
): StoredContact | undefined {
  if (!contact) return undefined;
  const account = readText(contact.record, 'accountId') ?? customerId;
  return { ...contact, ...(account !== undefined && { customerId: account }) };
}

/** Changes that go out without a key. */
function isUnkeyed({ operation, wire }: ProviderCall): boolean {
  return operation === 'REMOVE' || (operation === 'UPDATE' && !clears(wire));
}

function clears(wire: JsonObject): boolean {
  return Object.values(wire).includes(null);
}

/** The change under the names of the older API. */
function toObject(externalId: string, wire: JsonObject): JsonObject {
  const entries = Object.entries(wire).map(([name, value]) => [olderName(name), value] as const);
  const fieldsToNull = entries.filter(([, value]) => value === null).map(([name]) => name);
  return {
    Id: externalId,
    ...Object.fromEntries(entries.filter(([, value]) => value !== null)),
    fieldsToNull,
  };
}
