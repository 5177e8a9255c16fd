import type { MappedProvider } from '../../mapping/decisions.js';
import { type OptionTable, textListOption, textOption } from '../../mapping/options.js';
import { wrongFormat } from '../../mapping/text-rules.js';
import type { Path } from '../../model/contact.js';
import type { Violation } from '../../model/violation.js';
import { ACCOUNT_ID } from './reads.js';

const ACCOUNT_NUMBER = /^[A-Za-z0-9._-]{1,255}$/u;
const NO_LIST_OR_BLANK = {
  pattern: /^[\x21-\x2b\x2d-\x7e]+$/u,
  expected: 'printable ASCII without spaces and commas',
};

export const options: OptionTable = {
  key: 'zuora',
  typeName: 'ZuoraContactOptions',
  description: 'The entity, organizations and tracking of the call.',
  fields: {
    accountNumber: textOption(
      {
        title: 'Account number',
        description:
          'The account number, sent with customerId if you know both the account id and number. They must name the same account.',
        wire: 'accountNumber',
        inBody: true,
        addOnly: true,
        example: 'A00000001',
      },
      { pattern: ACCOUNT_NUMBER, expected: '1 to 255 letters, digits, . _ and -' },
      {
        code: 'FORMAT',
        when: 'The customer id is itself an account number, and this one differs.',
        check: checkAccountNumber,
      },
    ),
    entityId: textOption(
      {
        title: 'Entity',
        description:
          'Sent as Zuora-Entity-Ids. contact(id) sends none, so it does not find a contact that was added to an entity other than that of the credentials.',
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
          'Sent as Zuora-Org-Ids, joined with commas. contact(id) sends none, so it does not find a contact that was added to organizations other than those of the credentials.',
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
        expected: 'printable ASCII without : ; " and \', without leading or trailing spaces',
      },
    ),
  },
};

/** A customer id that is not an account id is an account number, which the option must not contradict. */
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
