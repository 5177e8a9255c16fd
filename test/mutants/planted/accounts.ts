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
  {
    name: 'redaction: values of the contact shown',
    file: 'src/accounts/safe-text.ts',
    find: 'textsOf([input, givenOptions, present?.record])',
    replace: 'textsOf([input, givenOptions])',
    test: 'test/providers/redact-contact.test.ts',
  },
  {
    name: 'redaction: the end of a secret shown',
    file: 'src/accounts/reply-failure.ts',
    find: 'const unshown: Unshown = { values: valuesOf(call), secrets: classified.secrets() };',
    replace: 'const unshown: Unshown = { values: valuesOf(call), secrets: [] };',
    test: 'test/providers/secrets.test.ts',
  },
  {
    name: 'accounts: writes go to the default account',
    file: 'src/contacts/contact-service.ts',
    find: 'const known = this.accounts.get(command.provider, command.account);\n    if (known && known.id',
    replace: 'const known = this.accounts.get(command.provider);\n    if (known && known.id',
    test: 'test/graphql/accounts.test.ts',
  },
  {
    name: 'accounts: reads go to the default account',
    file: 'src/contacts/read-contacts.ts',
    find: 'const account = this.accounts.get(customer.provider, customer.account);\n    if (!account) return undefined;',
    replace: 'const account = this.accounts.get(customer.provider);\n    if (!account) return undefined;',
    test: 'test/graphql/accounts.test.ts',
  },
];
