/** The schema's enums. Every value equals its name: representations and defaults contain only names. */
import { registerEnumType } from 'type-graphql';
import { EMAIL_KINDS, NOTIFICATIONS, PHONE_KINDS } from '../model/contact.js';
import { contactFields, type UnifiedField, unifiedFields } from '../model/fields.js';
import { fieldGroups, fieldTypes, unifiedChoices } from '../model/form-words.js';
import type { HealthState } from '../model/health.js';

type Names<Name extends string> = { readonly [Key in Name]: Key };

/** Registers an enum from names and their descriptions. */
function defineEnum<Name extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Name, string>>,
): Names<Name> {
  const names = Object.fromEntries(Object.keys(values).map((value) => [value, value])) as Names<Name>;
  const valuesConfig = Object.fromEntries(
    Object.entries<string>(values).map(([value, text]) => [value, { description: text }]),
  );
  registerEnumType(names, { name, description, valuesConfig: valuesConfig as never });
  return names;
}

function described<Name extends keyof typeof unifiedChoices>(
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const texts = names.map((name) => [name, unifiedChoices[name].description]);
  return Object.fromEntries(texts) as Record<Name, string>;
}

function titlesOf(fields: readonly UnifiedField[]): string {
  return `${fields.map((field) => unifiedFields[field].title).join(', ')}.`;
}

/** Its values come from the list of providers; see `provider-types.ts`. */
export const ContactProvider = defineEnum('ContactProvider', 'A system that stores customer contacts.', {});

export const ContactEmailKind = defineEnum(
  'ContactEmailKind',
  'The kind of an email address.',
  described(EMAIL_KINDS),
);

export const ContactPhoneKind = defineEnum(
  'ContactPhoneKind',
  'The kind of a phone number.',
  described(PHONE_KINDS),
);

export const ContactNotification = defineEnum(
  'ContactNotification',
  'An event that a provider can notify a contact about.',
  described(NOTIFICATIONS),
);

export const ContactField = defineEnum(
  'ContactField',
  'A field, or a group of fields, that an update can clear.',
  Object.fromEntries(Object.entries(contactFields).map(([name, fields]) => [name, titlesOf(fields)])),
);

export const ContactUnsupportedFieldPolicy = defineEnum(
  'ContactUnsupportedFieldPolicy',
  'The policy for values that the provider cannot store.',
  {
    REJECT: 'Reject the request and name every field that the provider cannot store.',
    OMIT: 'Leave those fields out and list them in the result.',
  },
);

export const ContactExistsPolicy = defineEnum(
  'ContactExistsPolicy',
  'The policy if the customer already has a contact that matches. If several match, every policy except ALLOW returns a ContactDuplicateError: the subgraph never chooses one.',
  {
    ALLOW: 'Add the contact without a check for matches.',
    REJECT: 'Add nothing. The result is a ContactDuplicateError with the contact that matches.',
    RETURN_EXISTING: 'Add nothing. The result is the contact that matches, unchanged.',
    UPDATE_EXISTING:
      'Add nothing. Change the contact that matches, as updateContact does. Fields that the input does not name stay unchanged. The input must be valid for both an add and an update.',
  },
);

export const ContactMatch = defineEnum(
  'ContactMatch',
  'A value by which contacts are compared. Texts that differ only in letter case match.',
  {
    EMAIL: 'The contacts share an email address, regardless of its kind.',
    PHONE:
      'The contacts share a phone number, character for character, regardless of its kind: +1 555 0100 does not match +15550100.',
    EXTERNAL_ID:
      "The contacts have the same id. Only for providers that let the caller choose a contact's id.",
  },
);

export const ContactFieldFateKind = defineEnum(
  'ContactFieldFateKind',
  'The kind of outcome of a supplied value.',
  {
    SENT: "Stored as given, as far as the provider's response shows.",
    TRANSFORMED: 'Sent in another form, such as joined names or joined addresses.',
    CLEARED: 'The field no longer has a value.',
    IMPLIED:
      'Not sent, because the provider does the same anyway: `enabled: true` or `primary: false` if the provider has no such flag.',
    OMITTED:
      'Left out: the caller chose OMIT, an existing contact was returned, or the contact already existed and the value applies only to a new one, such as its id or the data source.',
    NOT_KEPT: "Sent, but the provider's response shows that it was not stored or was stored differently.",
  },
);

export const ContactWriteOutcome = defineEnum(
  'ContactWriteOutcome',
  'Whether a failed write may have happened.',
  {
    NOT_APPLIED: 'The provider certainly did not carry out the write.',
    UNKNOWN: 'The provider may have carried out the write.',
  },
);

export const ContactErrorCode = defineEnum('ContactErrorCode', 'The kind of failure, one per error type.', {
  INPUT_INVALID: 'The input breaks rules. See `violations`.',
  CUSTOMER_NOT_FOUND: 'The customer does not exist at the provider.',
  CONTACT_NOT_FOUND: 'The contact does not exist, or no longer exists.',
  OPERATION_UNSUPPORTED: 'The provider has no API call for the operation, or none that the subgraph may use.',
  DUPLICATE: 'The customer already has a contact with this id, or one that matches.',
  PROVIDER_ACCESS: "The subgraph's own access to the provider fails. An operator must act.",
  RATE_LIMITED: 'The provider accepts no more requests for now.',
  PROVIDER_UNAVAILABLE:
    'The request was not carried out: the provider or the idempotency store could not be reached, or the provider reported so itself.',
  PROVIDER_REJECTED: 'The provider rejected the request for a reason that the unified model does not name.',
  OUTCOME_UNKNOWN: 'The write may have happened. Without an idempotency key, check before you send it again.',
  IDEMPOTENCY_CONFLICT: 'The idempotency key belongs to another request, or to one that is still running.',
});

export const ContactProviderAccessProblem = defineEnum(
  'ContactProviderAccessProblem',
  "A problem with the subgraph's access to a provider.",
  {
    NOT_CONFIGURED: 'Settings are missing, or they name a site or data source that does not exist.',
    CREDENTIALS_REJECTED: 'The provider rejected the credentials.',
    PERMISSION_DENIED: 'The credentials lack a permission.',
  },
);

export const ContactIdempotencyConflict = defineEnum(
  'ContactIdempotencyConflict',
  'The reason that an idempotency key cannot be used for a request.',
  {
    DIFFERENT_REQUEST: 'The key was used for another request. Nothing was done for this one.',
    IN_PROGRESS: 'An earlier request with the key is still running.',
  },
);

export const ContactFieldViolationCode = defineEnum(
  'ContactFieldViolationCode',
  'The kind of rule that a value breaks, one per violation type.',
  {
    REQUIRED: 'The provider requires the value, but it is absent or null.',
    UNSUPPORTED: 'The provider cannot store the value.',
    TOO_LONG: 'The text has more characters than the provider stores.',
    TOO_SHORT: 'The text has fewer characters than the provider requires. An empty text counts as given.',
    TOO_MANY: 'The list has more items than the provider stores.',
    RANGE: 'The number is out of range.',
    FORMAT: 'The text does not have the expected format.',
    CONFLICT: 'Fields that must not be given together.',
    NOT_ALLOWED: "The operator or the caller's token does not allow this option.",
    VALUE: 'The value is not one of the allowed values.',
    PROVIDER_RULE: 'The value breaks a rule that only the provider knows.',
  },
);

export const AddContactAttemptState = defineEnum(
  'AddContactAttemptState',
  'The state of a write with an idempotency key.',
  {
    IN_PROGRESS: 'The write is still running.',
    SUCCEEDED: 'The write succeeded.',
    REJECTED: 'The provider rejected the request and would reject it again.',
    NOT_APPLIED: 'The write certainly did not happen. You can retry with the same key.',
    UNKNOWN: 'The write may have happened. The subgraph is looking for it.',
  },
);

export const ContactProviderMode = defineEnum(
  'ContactProviderMode',
  'The system that stands behind a provider in this subgraph.',
  {
    LIVE: 'The vendor itself.',
    SANDBOX: 'The sandbox, which emulates the vendor. Nothing leaves the machine.',
    NOT_CONFIGURED: 'None: settings are missing.',
  },
);

export const ContactProviderHealth = defineEnum(
  'ContactProviderHealth',
  'The health of an account, according to the latest calls of this process.',
  {
    UNTRIED: 'No call was made yet.',
    OK: 'The vendor answers.',
    RATE_LIMITED: "The vendor rate-limits the subgraph's requests.",
    NOT_ANSWERING: 'The vendor cannot be reached, does not answer in time, or answers with server errors.',
    CREDENTIALS_REJECTED: "The vendor rejects the subgraph's credentials. An operator must act.",
    PERMISSION_DENIED:
      "The subgraph's credentials do not allow the requested operation. An operator must act.",
  } satisfies Record<HealthState, string>,
);

export const ContactOperation = defineEnum(
  'ContactOperation',
  'An operation on the contacts of a provider.',
  {
    ADD: 'Add a contact to a customer.',
    GET: 'Read one contact.',
    LIST: "List a customer's contacts.",
    UPDATE: 'Change a contact.',
    REMOVE: 'Remove a contact.',
  },
);

export const ContactFieldType = defineEnum(
  'ContactFieldType',
  'The type of value that a form field takes.',
  fieldTypes,
);

export const ContactFieldGroup = defineEnum(
  'ContactFieldGroup',
  'A group of fields in a form. The groups are in form order.',
  fieldGroups,
);
