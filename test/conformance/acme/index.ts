/**
 * Acme CRM, a made-up vendor that shows what a driver declares. Its replies use other names than its
 * requests, it lists by page number as a bare array, and it reports errors by type and parameter. A
 * customer's contacts are `people`.
 */
import { textOption } from '../../../src/mapping/options.js';
import { inReplyNames } from '../../../src/mapping/reply-names.js';
import { configuredBy, secret, url } from '../../../src/providers/configure.js';
import type { Provider } from '../../../src/providers/driver.js';
import { splitChange } from '../../../src/providers/kit.js';
import { remove, send } from '../../../src/providers/requests.js';
import { fixedAuthorization } from '../../../src/vendor-http/authorization.js';
import { parseErrors } from './errors.js';
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

  configure: configuredBy('Acme CRM', { ACME_KEY: secret(), ACME_URL: url() }, ({ ACME_KEY, ACME_URL }) => ({
    baseUrl: ACME_URL,
    authorization: () => fixedAuthorization({ 'acme-key': ACME_KEY }),
  })),

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

    unwrap: ({ json }) => parsePerson(json),

    add: {
      request: ({ customerId, wire }) => send('POST', ['customers', customerId, 'people'], wire),
    },

    // Fields to clear are sent as a list of names.
    update: {
      request({ customerId, externalId, wire }) {
        const { set, cleared: clear } = splitChange(wire);
        return send('PATCH', ['customers', customerId, 'people', externalId], { set, clear });
      },
    },

    remove: {
      request: ({ customerId, externalId }) => remove(['customers', customerId, 'people', externalId]),

      confirms: ({ status }) => status === 204,
    },
  },

  parseErrors,
  read: reading,

  idempotency: {
    graceMs: 1_000,
    expected: ({ wire }) => inReplyNames(wire, REPLY_NAMES),
  },
};
