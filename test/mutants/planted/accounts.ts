/** Several accounts of a vendor, and what is redacted. */
import type { Mutant } from '../mutant.ts';

export const accounts: readonly Mutant[] = [
  {
    name: 'accounts: keys belong to no account in particular',
    file: 'src/accounts/accounts.ts',
    find: 'accountIdOf(provider, settings, name)',
    replace: "accountIdOf(provider, { ...settings, baseUrl: '' })",
    test: 'test/graphql/accounts.test.ts',
  },
  {
    name: 'accounts: a cursor belongs to all of them',
    file: 'src/contacts/cursor.ts',
    find: 'accountPart(customer)',
    replace: 'customer.provider',
    test: 'test/contacts/cursor.test.ts',
  },
  {
    name: 'accounts: loaders take one for another',
    file: 'src/graphql/contact-loaders.ts',
    find: 'customerEntityId(key)',
    replace: 'customerEntityId({ ...key, account: undefined })',
    test: 'test/graphql/accounts.test.ts',
  },
  {
    name: 'accounts: two names of one are taken',
    file: 'src/accounts/account-settings.ts',
    find: 'if (twin === undefined)',
    replace: 'if (twin !== name)',
    test: 'test/config/accounts.test.ts',
  },
  {
    name: 'redaction: values of the request shown',
    file: 'src/accounts/redact.ts',
    find: '.replace(WORD, (word) => (words.has(word) ? MARK : word))',
    replace: '',
    test: 'test/providers/redact-values.test.ts',
  },
  {
    name: 'redaction: email addresses shown',
    file: 'src/accounts/redact.ts',
    find: '.replace(EMAIL, MARK)',
    replace: '',
    test: 'test/providers/redact-values.test.ts',
  },
  {
    name: 'redaction: secrets shown',
    file: 'src/accounts/exchange.ts',
    find: 'boundJson(json, hide)',
    replace: 'boundJson(json, (text) => text)',
    test: 'test/providers/secrets.test.ts',
  },
];
