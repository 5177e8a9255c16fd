/**
 * Acme CRM, a made-up vendor that shows what a driver has to say. Its replies use other names than its
 * requests, it lists by page number as a bare array, and it answers errors by type and parameter. A
 * customer's contacts are `people`.
 */
import { asObject, own, readText } from '../../../src/mapping/field-table.js';
import { textOption } from '../../../src/mapping/options.js';
import { inReplyNames } from '../../../src/mapping/reply-names.js';
import type { Provider } from '../../../src/providers/driver.js';
import { fixedAuthorization } from '../../../src/vendor-http/authorization.js';
import { verdictOf } from './errors.js';
import { fields, REPLY_NAMES } from './fields.js';
import { reading, toStored } from './reads.js';

export const acme: Provider = {
  id: 'ACME',
  name: 'Acme CRM',
  info: {
    documentationUrl: 'https://acme.example/api',
    customerId: {
      format: 'AC- and up to six digits',
      example: 'AC-1',
      pattern: /^AC-[0-9]{1,6}$/u,
    },
  },
  limits: {
    concurrency: 4,
  },

  configure(env) {
    if (!env.hasAny('ACME_KEY', 'ACME_URL')) return undefined;
    const key = env.secret('ACME_KEY');
    const baseUrl = env.url('ACME_URL');
    env.require({ ACME_KEY: key, ACME_URL: baseUrl }, 'Acme CRM is configured in part');
    if (key === undefined || baseUrl === undefined) return undefined;
    return { baseUrl, authorization: () => fixedAuthorization({ 'acme-key': key }) };
  },

  fields,
  wireName: (wire) => wire,
  omitsUnset: true,

  write: {
    options: {
      key: 'acme',
      typeName: 'AcmeContactOptions',
      description: 'Who is to look after the contact.',
      fields: {
        team: textOption(
          { title: 'Team', description: 'Sent as Acme-Team.', wire: 'Acme-Team' },
          { max: 10 },
        ),
      },
    },

    addContact: ({ customerId, options, wire }) => ({
      method: 'POST',
      segments: ['customers', customerId, 'people'],
      ...(options.team !== undefined && { headers: { 'acme-team': String(options.team) } }),
      body: { json: wire },
    }),

    unwrap: ({ json }) => {
      const record = asObject(json);
      return record && toStored(record);
    },
  },

  parseErrors({ status, json }) {
    const error = asObject(own(asObject(json) ?? {}, 'error'));
    const type = error && readText(error, 'type');
    if (!error || !type) return [];
    const field = readText(error, 'param');
    const kind = verdictOf(type, field) ?? (status < 500 ? 'REJECTED' : undefined);
    return [{ kind, code: type, message: readText(error, 'text'), field }];
  },

  read: reading,

  idempotency: {
    native: false,
    graceMs: 1_000,
    expected: ({ wire }) => inReplyNames(wire, REPLY_NAMES),
  },
};
