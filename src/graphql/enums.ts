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
export const ContactProvider = defineEnum(
  'ContactProvider',
  'A system that keeps contacts of customers.',
  {},
);

export const ContactEmailKind = defineEnum(
  'ContactEmailKind',
  'What an email address is for.',
  described(EMAIL_KINDS),
);

export const ContactPhoneKind = defineEnum(
  'ContactPhoneKind',
  'What a phone number is for.',
  described(PHONE_KINDS),
);

export const ContactNotification = defineEnum(
  'ContactNotification',
  'Something a provider can notify a contact of.',
  described(NOTIFICATIONS),
);

export const ContactField = defineEnum(
  'ContactField',
  'A field that an update can clear, or a group of them.',
  Object.fromEntries(Object.entries(contactFields).map(([name, fields]) => [name, titlesOf(fields)])),
);

export const ContactUnsupportedFieldPolicy = defineEnum(
  'ContactUnsupportedFieldPolicy',
  'What to do with values that the provider has no place for.',
  {
    REJECT: 'Reject the request and name every field the provider cannot keep.',
    OMIT: 'Leave those fields out and list them in the result.',
  },
);

export const ContactExistsPolicy = defineEnum(
  'ContactExistsPolicy',
  'What to do when the customer has a contact that matches. More than one match is a ContactDuplicateError under each policy but ALLOW: the subgraph never chooses one.',
  {
    ALLOW: 'Add the contact without looking.',
    REJECT: 'Add nothing: the result is a ContactDuplicateError with the contact that matches.',
    RETURN_EXISTING: 'Add nothing: the result is the contact that matches, unchanged.',
    UPDATE_EXISTING:
      'Add nothing: change the contact that matches, as updateContact does. What the input does not name stays as it is. The input has to fit both an add and an update.',
  },
);

export const ContactMatch = defineEnum(
  'ContactMatch',
  'What contacts are compared by. Texts match when they differ by the case of letters alone.',
  {
    EMAIL: 'An email address of both is the same, whatever its kind.',
    PHONE:
      'A phone number of both has the same signs, whatever its kind: +1 555 0100 does not match +15550100.',
    EXTERNAL_ID: 'Both have the same id. Only where the caller may choose the id of a contact.',
  },
);

export const ContactFieldFateKind = defineEnum('ContactFieldFateKind', 'What became of a supplied value.', {
  SENT: "Stored as given, as far as the provider's answer tells.",
  TRANSFORMED: 'Sent in another form: names joined, addresses joined.',
  CLEARED: 'The field has no value any more.',
  IMPLIED:
    'Not sent, because it is what the provider does anyway: enabled true or primary false where there is no such flag.',
  OMITTED:
    'Left out because the caller chose OMIT, because an existing contact was returned, or because it is for a contact to add and one was there: its id, an option such as the data source.',
  NOT_KEPT: "Sent, but the provider's answer shows it was not kept or was kept differently.",
});

export const ContactWriteOutcome = defineEnum(
  'ContactWriteOutcome',
  'Whether a failed write may have happened all the same.',
  {
    NOT_APPLIED: 'Certain: the provider did not carry the write out.',
    UNKNOWN: 'The provider may have carried it out.',
  },
);

export const ContactErrorCode = defineEnum('ContactErrorCode', 'The kind of a failure, one per error type.', {
  INPUT_INVALID: 'The input breaks rules; see the violations.',
  CUSTOMER_NOT_FOUND: 'The provider knows no such customer.',
  CONTACT_NOT_FOUND: 'The customer has no such contact, or no longer.',
  OPERATION_UNSUPPORTED: 'The provider has no call for the operation, or none that we may use.',
  DUPLICATE: 'The customer has a contact with this id, or one that matches, already.',
  PROVIDER_ACCESS: "The subgraph's own access to the provider fails; an operator has to act.",
  RATE_LIMITED: 'The provider takes no more requests for now.',
  PROVIDER_UNAVAILABLE:
    'The request was not carried out: the provider or the store of idempotency keys could not be reached, or the provider says so.',
  PROVIDER_REJECTED: 'The provider rejected the request for a reason the unified model does not name.',
  OUTCOME_UNKNOWN:
    'The write may have been carried out. Without an idempotency key, look before you send again.',
  IDEMPOTENCY_CONFLICT: 'The idempotency key belongs to another request, or to one still running.',
});

export const ContactProviderAccessProblem = defineEnum(
  'ContactProviderAccessProblem',
  "What is wrong with the subgraph's access to a provider.",
  {
    NOT_CONFIGURED: 'Settings are missing, or name a site or data source that does not exist.',
    CREDENTIALS_REJECTED: 'The provider rejected the credentials.',
    PERMISSION_DENIED: 'The credentials lack a right.',
  },
);

export const ContactIdempotencyConflict = defineEnum(
  'ContactIdempotencyConflict',
  'Why an idempotency key cannot be used for a request.',
  {
    DIFFERENT_REQUEST: 'The key was used for another request; nothing was done for this one.',
    IN_PROGRESS: 'An earlier request with the key is still running.',
  },
);

export const ContactFieldViolationCode = defineEnum(
  'ContactFieldViolationCode',
  'The kind of rule a value breaks, one per violation type.',
  {
    REQUIRED: 'The provider needs the value and it is absent or null.',
    UNSUPPORTED: 'The provider has no place for the value.',
    TOO_LONG: 'More characters than the provider keeps.',
    TOO_SHORT: 'Fewer characters than the provider needs; an empty text counts as given.',
    TOO_MANY: 'More items than the provider keeps.',
    RANGE: 'A number out of bounds.',
    FORMAT: 'A text that is not of the expected form.',
    CONFLICT: 'Fields that must not be given together.',
    NOT_ALLOWED: "An option that the operator or the caller's token does not allow.",
    VALUE: 'A value that is not among the allowed ones.',
    PROVIDER_RULE: 'A rule only the provider knows.',
  },
);

export const AddContactAttemptState = defineEnum(
  'AddContactAttemptState',
  'How far a write with an idempotency key came.',
  {
    IN_PROGRESS: 'Still running.',
    SUCCEEDED: 'It was carried out.',
    REJECTED: 'The provider rejected the request, and would again.',
    NOT_APPLIED: 'Certainly not done; the same key may be used to try again.',
    UNKNOWN: 'It may have been done. It is being looked for.',
  },
);

export const ContactProviderMode = defineEnum(
  'ContactProviderMode',
  'The system that answers for a provider in this subgraph.',
  {
    LIVE: 'The vendor itself.',
    SANDBOX: 'The sandbox emulates the vendor: nothing leaves the machine.',
    NOT_CONFIGURED: 'Nobody: settings are missing.',
  },
);

export const ContactProviderHealth = defineEnum(
  'ContactProviderHealth',
  'How an account answers, according to the latest calls of this process.',
  {
    UNTRIED: 'No call was made so far.',
    OK: 'The vendor answers.',
    RATE_LIMITED: 'The vendor limits our requests.',
    NOT_ANSWERING:
      'The vendor cannot be reached, does not answer in time, or answers with faults of its own.',
    CREDENTIALS_REJECTED: 'The vendor rejects our credentials: an operator has to act.',
    PERMISSION_DENIED: 'Our credentials do not allow what was asked: an operator has to act.',
  } satisfies Record<HealthState, string>,
);

export const ContactOperation = defineEnum('ContactOperation', 'Something that can be done at a provider.', {
  ADD: 'Add a contact to a customer.',
  GET: 'Read one contact.',
  LIST: "List a customer's contacts.",
  UPDATE: 'Change a contact.',
  REMOVE: 'Remove a contact.',
});

export const ContactFieldType = defineEnum('ContactFieldType', 'What a field of a form takes.', fieldTypes);

export const ContactFieldGroup = defineEnum(
  'ContactFieldGroup',
  'Where a field belongs in a form. The order of the values is the order of the groups.',
  fieldGroups,
);
