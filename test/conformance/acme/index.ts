/**
 * Acme CRM, a made-up vendor that shows what a driver has to say. Its replies use other names than its
 * requests, it lists by page number as a bare array, and it answers errors by type and parameter. A
 * customer's contacts are `people`.
 */
import { textOption } from '../../../src/mapping/options.js';
import { inReplyNames } from '../../../src/mapping/reply-names.js';
import type { Provider } from '../../../src/providers/driver.js';
import { fixedAuthorization } from '../../../src/vendor-http/authorization.js';
import { parseError, verdictOf } from './errors.js';
import { fields, REPLY_NAMES } from './fields.js';
import { parsePerson, reading } from './reads.js';

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

    add: {
      request: ({ customerId, wire }) => ({
        method: 'POST',
        segments: ['customers', customerId, 'people'],
        body: { json: wire },
      }),

      unwrap: ({ json }) => parsePerson(json),
    },
  },

  parseErrors({ status, json }) {
    const error = parseError(json)?.error;
    if (!error) return [];
    const { type, param, text } = error;
    const kind = verdictOf(type, param) ?? (status < 500 ? 'REJECTED' : undefined);
    return [{ kind, code: type, message: text, field: param }];
  },

  read: reading,

  idempotency: {
    native: false,
    graceMs: 1_000,
    expected: ({ wire }) => inReplyNames(wire, REPLY_NAMES),
  },
};
