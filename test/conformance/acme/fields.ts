/** The field table. Replies use other names than requests. */
import type { FieldTable } from '../../../src/mapping/field-table.js';
import { flag } from '../../../src/mapping/flag-rows.js';
import { oneEmail, phonesByKind, slot } from '../../../src/mapping/list-rows.js';
import { type ReplyNames, withReplyNames } from '../../../src/mapping/reply-names.js';
import { code, oneName } from '../../../src/mapping/text-rows.js';

/** Name in requests to name in replies. */
export const REPLY_NAMES: ReplyNames = {
  full_name: 'displayName',
  mail: 'emailAddress',
  tel: 'workPhone',
  cell: 'mobilePhone',
  country_code: 'country',
  active: 'isActive',
};

const E164 = {
  max: 16,
  pattern: /^\+[1-9][0-9]{6,14}$/u,
  expected: 'a number in E.164, such as +442079460000',
};

export const fields: FieldTable = withReplyNames(
  {
    ...oneName('full_name', { max: 40, required: true }),
    emails: oneEmail('mail', { max: 60 }),
    phones: phonesByKind({
      kinds: { WORK: slot('tel', E164), MOBILE: slot('cell', E164) },
      default: 'WORK',
    }),
    'address.country': code('country_code', /^[A-Z]{2}$/, 'a country code of two letters such as GB', {
      min: 2,
      max: 2,
    }),
    // The vendor's own default is false.
    enabled: flag('active', { default: true }),
  },
  REPLY_NAMES,
);
