/** Several accounts of a vendor, and redaction. */
import type { Mutant } from '../mutant.ts';

export const accounts: readonly Mutant[] = [
  {
    name: 'accounts: keys are shared by all accounts',
    file: 'src/accounts/accounts.ts',
    find: 'accountIdOf(provider, settings, name)',
    replace: "accountIdOf(provider, { ...settings, baseUrl: '' })",
    test: 'test/graphql/accounts.test.ts',
  },
  {
    name: 'accounts: a cursor is valid in all accounts',
    file: 'src/contacts/cursor.ts',
    find: 'accountPart(customer)',
    replace: 'customer.provider',
    test: 'test/contacts/cursor.test.ts',
  },
  {
    name: 'accounts: loaders confuse accounts',
    file: 'src/graphql/contact-loaders.ts',
    find: 'customerEntityId(key)',
    replace: 'customerEntityId({ ...key, account: undefined })',
    test: 'test/graphql/accounts.test.ts',
  },
  {
    name: 'accounts: two names of one account are valid',
    file: 'src/accounts/account-settings.ts',
    find: 'if (twin === undefined)',
    replace: 'if (twin !== name)',
    test: 'test/config/accounts.test.ts',
  },
  {
    name: 'redaction: values of the request are exposed',
    file: 'src/accounts/redact.ts',
    find: '.replace(WORD, (word) => (words.has(word) ? MARK : word))',
    replace: '',
    test: 'test/providers/redact-values.test.ts',
  },
  {
    name: 'redaction: email addresses are exposed',
    file: 'src/accounts/redact.ts',
    find: '.replace(EMAIL, MARK)',
    replace: '',
    test: 'test/providers/redact-values.test.ts',
  },
  {
    name: 'redaction: secrets are exposed',
    file: 'src/accounts/exchange.ts',
    find: 'boundJson(json, hide)',
    replace: 'boundJson(json, (text) => text)',
    test: 'test/providers/secrets.test.ts',
  },
  {
    name: 'redaction: values of the contact are exposed',
    file: 'src/accounts/safe-text.ts',
    find: 'textsOf([input, givenOptions, present?.record])',
    replace: 'textsOf([input, givenOptions])',
    test: 'test/providers/redact-contact.test.ts',
  },
  {
    name: 'redaction: the end of a secret is exposed',
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
