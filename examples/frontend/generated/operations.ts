/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** How far a write with an idempotency key came. */
export type AddContactAttemptState =
  /** Still running. */
  | 'IN_PROGRESS'
  /** Certainly not done; the same key may be used to try again. */
  | 'NOT_APPLIED'
  /** The provider rejected the request, and would again. */
  | 'REJECTED'
  /** It was carried out. */
  | 'SUCCEEDED'
  /** It may have been done. It is being looked for. */
  | 'UNKNOWN';

/** The contact to add. Null and absent mean the same. `contactProvider` tells what each provider can keep; anything else is invalid before a call is made, or left out and listed under OMIT. */
export type AddContactInput = {
  /** Postal address. */
  address?: ContactAddressInput | null | undefined;
  /** Values of custom fields that the provider account defines, each name once. */
  customFields?: Array<ContactCustomFieldInput> | null | undefined;
  /** Email addresses, the most important first. Display names, quoted local parts and invisible characters are invalid. */
  emails?: Array<ContactEmailInput> | null | undefined;
  /** Whether the contact is in use. An added contact is unless this is false, whatever the provider's own default. */
  enabled?: boolean | null | undefined;
  /** The provider-side id to give the contact, where the provider lets the caller choose it. */
  externalId?: string | number | null | undefined;
  /** Given name of the person. */
  firstName?: string | null | undefined;
  /** Role of the person at the customer. */
  jobTitle?: string | null | undefined;
  /** A short text that sets this contact apart from the others of the customer. */
  label?: string | null | undefined;
  /** Family name of the person. */
  lastName?: string | null | undefined;
  /** Full name. Invalid at providers that keep first and last name; providers that keep one name accept this, or firstName and lastName joined. */
  name?: string | null | undefined;
  /** Short or familiar name. */
  nickname?: string | null | undefined;
  /** Free text about the contact. May hold tabs and line breaks. */
  notes?: string | null | undefined;
  /** What to notify the contact of; everything not listed is off. */
  notifications?: Array<ContactNotification> | null | undefined;
  /** Phone and fax numbers, the most important first, stored as they are written. */
  phones?: Array<ContactPhoneInput> | null | undefined;
  /** Order within the customer's contacts, from 1. */
  position?: number | null | undefined;
  /** Whether this is the customer's primary contact. An added contact is not unless this is true. */
  primary?: boolean | null | undefined;
  /** How to address the person: Dr., Ms, Herr. */
  salutation?: string | null | undefined;
  /** Profiles at social networks. */
  socialProfiles?: ContactSocialProfilesInput | null | undefined;
};

/** How to carry the request out; the contact itself is in AddContactInput. */
export type AddContactOptions = {
  /** A configured account of the provider. Absent means the default account. */
  account?: string | number | null | undefined;
  /** Only for Chargebee; invalid for any other. */
  chargebee?: ChargebeeContactOptions | null | undefined;
  /** Only for ChartMogul; invalid for any other. */
  chartmogul?: ChartMogulContactOptions | null | undefined;
  /** Only for CRO Software; invalid for any other. */
  cro?: CroContactOptions | null | undefined;
  /** Same key and same request: the contact is created once at most, and a success or a rejection is given again for 24 hours. 16 to 128 characters of A-Z a-z 0-9 . _ ~ - */
  idempotencyKey?: string | number | null | undefined;
  /** What to do when the customer has a contact that matches. */
  ifExists?: ContactExistsPolicy | null | undefined;
  /** What the contact is compared by with the customer's contacts, where `ifExists` is not ALLOW: a contact that matches in any of these. Without a value to compare, the contact is added. */
  matchBy?: Array<ContactMatch> | null | undefined;
  /** What to do with values that the provider has no place for. */
  unsupportedFields?: ContactUnsupportedFieldPolicy | null | undefined;
  /** Only for Zuora; invalid for any other. */
  zuora?: ZuoraContactOptions | null | undefined;
};

/** Sent as the chargebee-* request headers of the same names. */
export type ChargebeeContactOptions = {
  /** The business entity of a multi-entity site. contact(id) names none, and whether it finds a contact that was added to another than the usual one is not documented. */
  businessEntityId?: string | null | undefined;
  /** No emails for the events of this call. */
  disableEmails?: boolean | null | undefined;
  /** Neither webhooks nor emails, nor other actions, for the events of this call. */
  disableEventActions?: boolean | null | undefined;
  /** No webhooks for the events of this call. */
  disableWebhooks?: boolean | null | undefined;
  /** The device the request came from, for the audit log. */
  originDevice?: string | null | undefined;
  /** The IPv4 or IPv6 address or host name the request came from, for the audit log. */
  originIp?: string | null | undefined;
  /** The email address of the person who made the request, for the audit log. Base64-encoded on the wire unless it is ASCII. */
  originUser?: string | null | undefined;
};

/** Which data source of the customer the contact belongs to. */
export type ChartMogulContactOptions = {
  /** Overrides the configured data source, or the one the customer came from. */
  dataSourceUuid?: string | null | undefined;
};

/** A postal address to give the contact. */
export type ContactAddressInput = {
  /** City or town. */
  city?: string | null | undefined;
  /** Country, as a name or an abbreviation the provider knows. */
  country?: string | null | undefined;
  /** County, where it decides the tax. */
  county?: string | null | undefined;
  /** Street and number. */
  line1?: string | null | undefined;
  /** Building, floor or apartment. */
  line2?: string | null | undefined;
  /** Postal or ZIP code. */
  postalCode?: string | null | undefined;
  /** State, province or other first-level division. */
  region?: string | null | undefined;
  /** Region for tax rules of the provider. */
  taxRegion?: string | null | undefined;
};

/** A value for a field that the provider account itself defines. */
export type ContactCustomFieldInput = {
  /** The field's name at the provider, case included. */
  name: string;
  /** A string, number or boolean; null for none. It must not be absent. */
  value?: unknown;
};

/** An email address to give the contact. */
export type ContactEmailInput = {
  /** One address, such as ada@example.com. */
  address: string;
  /** Null means the provider's default slot for an address. */
  kind?: ContactEmailKind | null | undefined;
};

/** What an email address is for. */
export type ContactEmailKind =
  /** Private. */
  | 'PERSONAL'
  /** At work. */
  | 'WORK';

/** The kind of a failure, one per error type. */
export type ContactErrorCode =
  /** The customer has no such contact, or no longer. */
  | 'CONTACT_NOT_FOUND'
  /** The provider knows no such customer. */
  | 'CUSTOMER_NOT_FOUND'
  /** The customer has a contact with this id, or one that matches, already. */
  | 'DUPLICATE'
  /** The idempotency key belongs to another request, or to one still running. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The input breaks rules; see the violations. */
  | 'INPUT_INVALID'
  /** The provider has no call for the operation, or none that we may use. */
  | 'OPERATION_UNSUPPORTED'
  /** The write may have been carried out. Without an idempotency key, look before you send again. */
  | 'OUTCOME_UNKNOWN'
  /** The subgraph's own access to the provider fails; an operator has to act. */
  | 'PROVIDER_ACCESS'
  /** The provider rejected the request for a reason the unified model does not name. */
  | 'PROVIDER_REJECTED'
  /** The request was not carried out: the provider or the store of idempotency keys could not be reached, or the provider says so. */
  | 'PROVIDER_UNAVAILABLE'
  /** The provider takes no more requests for now. */
  | 'RATE_LIMITED';

/** What to do when the customer has a contact that matches. More than one match is a ContactDuplicateError under each policy but ALLOW: the subgraph never chooses one. */
export type ContactExistsPolicy =
  /** Add the contact without looking. */
  | 'ALLOW'
  /** Add nothing: the result is a ContactDuplicateError with the contact that matches. */
  | 'REJECT'
  /** Add nothing: the result is the contact that matches, unchanged. */
  | 'RETURN_EXISTING'
  /** Add nothing: change the contact that matches, as updateContact does. What the input does not name stays as it is. The input has to fit both an add and an update. */
  | 'UPDATE_EXISTING';

/** A field that an update can clear, or a group of them. */
export type ContactField =
  /** Address line 1, Address line 2, City, State or region, County, Postal code, Country, Tax region. */
  | 'ADDRESS'
  /** City. */
  | 'ADDRESS_CITY'
  /** Country. */
  | 'ADDRESS_COUNTRY'
  /** County. */
  | 'ADDRESS_COUNTY'
  /** Address line 1. */
  | 'ADDRESS_LINE1'
  /** Address line 2. */
  | 'ADDRESS_LINE2'
  /** Postal code. */
  | 'ADDRESS_POSTAL_CODE'
  /** State or region. */
  | 'ADDRESS_REGION'
  /** Tax region. */
  | 'ADDRESS_TAX_REGION'
  /** Custom fields. */
  | 'CUSTOM_FIELDS'
  /** Email addresses. */
  | 'EMAILS'
  /** First name. */
  | 'FIRST_NAME'
  /** Job title. */
  | 'JOB_TITLE'
  /** Label. */
  | 'LABEL'
  /** Last name. */
  | 'LAST_NAME'
  /** Full name. */
  | 'NAME'
  /** Nickname. */
  | 'NICKNAME'
  /** Notes. */
  | 'NOTES'
  /** Notifications. */
  | 'NOTIFICATIONS'
  /** Phone numbers. */
  | 'PHONES'
  /** Position. */
  | 'POSITION'
  /** Salutation. */
  | 'SALUTATION'
  /** LinkedIn, Twitter. */
  | 'SOCIAL_PROFILES'
  /** LinkedIn. */
  | 'SOCIAL_PROFILES_LINKED_IN'
  /** Twitter. */
  | 'SOCIAL_PROFILES_TWITTER';

/** What became of a supplied value. */
export type ContactFieldFateKind =
  /** The field has no value any more. */
  | 'CLEARED'
  /** Not sent, because it is what the provider does anyway: enabled true or primary false where there is no such flag. */
  | 'IMPLIED'
  /** Sent, but the provider's answer shows it was not kept or was kept differently. */
  | 'NOT_KEPT'
  /** Left out because the caller chose OMIT, because an existing contact was returned, or because it is for a contact to add and one was there: its id, an option such as the data source. */
  | 'OMITTED'
  /** Stored as given, as far as the provider's answer tells. */
  | 'SENT'
  /** Sent in another form: names joined, addresses joined. */
  | 'TRANSFORMED';

/** Where a field belongs in a form. The order of the values is the order of the groups. */
export type ContactFieldGroup =
  /** Address */
  | 'ADDRESS'
  /** More */
  | 'ADVANCED'
  /** Custom fields */
  | 'CUSTOM'
  /** Email */
  | 'EMAIL'
  /** Notes */
  | 'NOTES'
  /** Notifications */
  | 'NOTIFICATIONS'
  /** Person */
  | 'PERSON'
  /** Phone */
  | 'PHONE'
  /** Social profiles */
  | 'SOCIAL';

/** What a field of a form takes. */
export type ContactFieldType =
  /** True or false. */
  | 'BOOLEAN'
  /** One of `choices`. */
  | 'CHOICE'
  /** A list of some of `choices`. */
  | 'CHOICES'
  /** A text, a number, true, false or null. */
  | 'CUSTOM_VALUE'
  /** One email address. */
  | 'EMAIL'
  /** A whole number. */
  | 'INTEGER'
  /** A list of objects; the entries below its path are their parts. */
  | 'LIST'
  /** Text with line breaks. */
  | 'LONG_TEXT'
  /** One phone or fax number. */
  | 'PHONE'
  /** One line of text. */
  | 'TEXT'
  /** A list of texts. */
  | 'TEXT_LIST'
  /** A web address, or a name that the provider makes one of. */
  | 'URL';

/** The kind of rule a value breaks, one per violation type. */
export type ContactFieldViolationCode =
  /** Fields that must not be given together. */
  | 'CONFLICT'
  /** A text that is not of the expected form. */
  | 'FORMAT'
  /** An option that the operator or the caller's token does not allow. */
  | 'NOT_ALLOWED'
  /** A rule only the provider knows. */
  | 'PROVIDER_RULE'
  /** A number out of bounds. */
  | 'RANGE'
  /** The provider needs the value and it is absent or null. */
  | 'REQUIRED'
  /** More characters than the provider keeps. */
  | 'TOO_LONG'
  /** More items than the provider keeps. */
  | 'TOO_MANY'
  /** Fewer characters than the provider needs; an empty text counts as given. */
  | 'TOO_SHORT'
  /** The provider has no place for the value. */
  | 'UNSUPPORTED'
  /** A value that is not among the allowed ones. */
  | 'VALUE';

/** Why an idempotency key cannot be used for a request. */
export type ContactIdempotencyConflict =
  /** The key was used for another request; nothing was done for this one. */
  | 'DIFFERENT_REQUEST'
  /** An earlier request with the key is still running. */
  | 'IN_PROGRESS';

/** What contacts are compared by. Texts match when they differ by the case of letters alone. */
export type ContactMatch =
  /** An email address of both is the same, whatever its kind. */
  | 'EMAIL'
  /** Both have the same id. Only where the caller may choose the id of a contact. */
  | 'EXTERNAL_ID'
  /** A phone number of both has the same signs, whatever its kind: +1 555 0100 does not match +15550100. */
  | 'PHONE';

/** Something a provider can notify a contact of. */
export type ContactNotification =
  /** Emails about the account. */
  | 'ACCOUNT_EMAIL'
  /** A service request was acknowledged. */
  | 'ACKNOWLEDGED_REQUEST'
  /** Emails about bills and payments. */
  | 'BILLING_EMAIL'
  /** A service request was completed. */
  | 'COMPLETED_REQUEST'
  /** A service request was dispatched. */
  | 'DISPATCHED_REQUEST'
  /** A service request failed. */
  | 'FAILED_REQUEST'
  /** A service request was made. */
  | 'NEW_REQUEST';

/** Something that can be done at a provider. */
export type ContactOperation =
  /** Add a contact to a customer. */
  | 'ADD'
  /** Read one contact. */
  | 'GET'
  /** List a customer's contacts. */
  | 'LIST'
  /** Remove a contact. */
  | 'REMOVE'
  /** Change a contact. */
  | 'UPDATE';

/** A phone or fax number to give the contact. */
export type ContactPhoneInput = {
  /** Null means the provider's default slot for a number. */
  kind?: ContactPhoneKind | null | undefined;
  /** The number as it should be stored; it is not reformatted. */
  number: string;
};

/** What a phone number is for. */
export type ContactPhoneKind =
  /** Fax machine. */
  | 'FAX'
  /** At home. */
  | 'HOME'
  /** Mobile phone. */
  | 'MOBILE'
  /** None of the others. */
  | 'OTHER'
  /** At work. */
  | 'WORK';

/** A system that keeps contacts of customers. */
export type ContactProvider =
  /** Chargebee */
  | 'CHARGEBEE'
  /** ChartMogul */
  | 'CHARTMOGUL'
  /** CRO Software */
  | 'CRO'
  /** RPM Software */
  | 'RPM'
  /** Zuora */
  | 'ZUORA';

/** What is wrong with the subgraph's access to a provider. */
export type ContactProviderAccessProblem =
  /** The provider rejected the credentials. */
  | 'CREDENTIALS_REJECTED'
  /** Settings are missing, or name a site or data source that does not exist. */
  | 'NOT_CONFIGURED'
  /** The credentials lack a right. */
  | 'PERMISSION_DENIED';

/** The system that answers for a provider in this subgraph. */
export type ContactProviderMode =
  /** The vendor itself. */
  | 'LIVE'
  /** Nobody: settings are missing. */
  | 'NOT_CONFIGURED'
  /** The sandbox emulates the vendor: nothing leaves the machine. */
  | 'SANDBOX';

/** Profiles of the contact at social networks. */
export type ContactSocialProfilesInput = {
  /** Address of the LinkedIn profile; a URL must begin with https:// or http://. */
  linkedIn?: string | null | undefined;
  /** Address of the Twitter (X) profile; a URL must begin with https:// or http://. */
  twitter?: string | null | undefined;
};

/** What to do with values that the provider has no place for. */
export type ContactUnsupportedFieldPolicy =
  /** Leave those fields out and list them in the result. */
  | 'OMIT'
  /** Reject the request and name every field the provider cannot keep. */
  | 'REJECT';

/** Whether a failed write may have happened all the same. */
export type ContactWriteOutcome =
  /** Certain: the provider did not carry the write out. */
  | 'NOT_APPLIED'
  /** The provider may have carried it out. */
  | 'UNKNOWN';

/** Which tenant the call is for. */
export type CroContactOptions = {
  /** Overrides the configured tenant. A contact added to another one cannot be read back through contact(id), which asks the configured tenant. */
  tenantId?: number | null | undefined;
};

/** How to carry the removal out. */
export type RemoveContactOptions = {
  /** Only for Chargebee; invalid for any other. */
  chargebee?: ChargebeeContactOptions | null | undefined;
  /** Same key and same request: carried out once at most, and a success or a rejection is given again for 24 hours. A key belongs to one operation. 16 to 128 characters of A-Z a-z 0-9 . _ ~ - */
  idempotencyKey?: string | number | null | undefined;
  /** Only for Zuora; invalid for any other. */
  zuora?: ZuoraChangeContactOptions | null | undefined;
};

/** What to change. Null and absent leave a field alone, a value sets it, and `clear` takes it away. Emails, phones and notifications are replaced as a whole, and an empty list takes them away; custom fields are set one by one, and the value null takes one away. `contactProvider` tells which fields a provider can change and clear. */
export type UpdateContactInput = {
  /** Postal address. */
  address?: ContactAddressInput | null | undefined;
  /** Fields to take the value from. One that is set as well is a CONFLICT. */
  clear?: Array<ContactField> | null | undefined;
  /** Values of custom fields that the provider account defines, each name once. */
  customFields?: Array<ContactCustomFieldInput> | null | undefined;
  /** Email addresses, the most important first. Display names, quoted local parts and invisible characters are invalid. */
  emails?: Array<ContactEmailInput> | null | undefined;
  /** Whether the contact is in use. An added contact is unless this is false, whatever the provider's own default. */
  enabled?: boolean | null | undefined;
  /** Given name of the person. */
  firstName?: string | null | undefined;
  /** Role of the person at the customer. */
  jobTitle?: string | null | undefined;
  /** A short text that sets this contact apart from the others of the customer. */
  label?: string | null | undefined;
  /** Family name of the person. */
  lastName?: string | null | undefined;
  /** Full name. Invalid at providers that keep first and last name; providers that keep one name accept this, or firstName and lastName joined. */
  name?: string | null | undefined;
  /** Short or familiar name. */
  nickname?: string | null | undefined;
  /** Free text about the contact. May hold tabs and line breaks. */
  notes?: string | null | undefined;
  /** What to notify the contact of; everything not listed is off. */
  notifications?: Array<ContactNotification> | null | undefined;
  /** Phone and fax numbers, the most important first, stored as they are written. */
  phones?: Array<ContactPhoneInput> | null | undefined;
  /** Order within the customer's contacts, from 1. */
  position?: number | null | undefined;
  /** Whether this is the customer's primary contact. An added contact is not unless this is true. */
  primary?: boolean | null | undefined;
  /** How to address the person: Dr., Ms, Herr. */
  salutation?: string | null | undefined;
  /** Profiles at social networks. */
  socialProfiles?: ContactSocialProfilesInput | null | undefined;
};

/** How to carry the change out; the change itself is in UpdateContactInput. */
export type UpdateContactOptions = {
  /** Only for Chargebee; invalid for any other. */
  chargebee?: ChargebeeContactOptions | null | undefined;
  /** Only for CRO Software; invalid for any other. */
  cro?: CroContactOptions | null | undefined;
  /** Same key and same request: carried out once at most, and a success or a rejection is given again for 24 hours. A key belongs to one operation. 16 to 128 characters of A-Z a-z 0-9 . _ ~ - */
  idempotencyKey?: string | number | null | undefined;
  /** What to do with values that the provider has no place for, and with those it cannot clear. */
  unsupportedFields?: ContactUnsupportedFieldPolicy | null | undefined;
  /** Only for Zuora; invalid for any other. */
  zuora?: ZuoraChangeContactOptions | null | undefined;
};

/** Which part of the tenant the call is for, and how Zuora tracks it. */
export type ZuoraChangeContactOptions = {
  /** Sent as Zuora-Entity-Ids. A contact added to another entity than that of the credentials cannot be read back through contact(id), which names none. */
  entityId?: string | null | undefined;
  /** Sent as Zuora-Org-Ids, joined with commas. A contact added to other organizations than those of the credentials cannot be read back through contact(id), which names none. */
  orgIds?: Array<string> | null | undefined;
  /** Sent as Zuora-Track-Id: 1 to 64 printable ASCII characters without : ; " and '. */
  trackId?: string | null | undefined;
};

/** Which part of the tenant the call is for, and how Zuora tracks it. */
export type ZuoraContactOptions = {
  /** Sent beside customerId when both the account id and number are known; they must name the same account. */
  accountNumber?: string | null | undefined;
  /** Sent as Zuora-Entity-Ids. A contact added to another entity than that of the credentials cannot be read back through contact(id), which names none. */
  entityId?: string | null | undefined;
  /** Sent as Zuora-Org-Ids, joined with commas. A contact added to other organizations than those of the credentials cannot be read back through contact(id), which names none. */
  orgIds?: Array<string> | null | undefined;
  /** Sent as Zuora-Track-Id: 1 to 64 printable ASCII characters without : ; " and '. */
  trackId?: string | null | undefined;
};

export type AddContactMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type AddContactMutation = { addContact:
    | { __typename: 'AddContactSuccess', created: boolean, replayed: boolean, requestId: string, contact: { id: string, name: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, existing: { id: string, name: string | null } | null, matches: Array<{ id: string, name: string | null }> }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, conflict: ContactIdempotencyConflict, retryAfterSeconds: number | null }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, violations: Array<
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      > }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null, retryAt: string | null, decidedBy: string | null, possibleMatches: Array<{ id: string, name: string | null }> }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, accessProblem: ContactProviderAccessProblem }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, providerCode: string | null, providerMessage: string | null }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null }
   | null };

export type ContactAttemptQueryVariables = Exact<{
  provider: ContactProvider;
  account?: string | number | null | undefined;
  idempotencyKey: string | number;
}>;


export type ContactAttemptQuery = { contactAttempt: { state: AddContactAttemptState, result:
      | { __typename: 'AddContactSuccess', created: boolean, replayed: boolean, requestId: string, contact: { id: string, name: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, reason: string | null }> }
      | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
      | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, existing: { id: string, name: string | null } | null, matches: Array<{ id: string, name: string | null }> }
      | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, conflict: ContactIdempotencyConflict, retryAfterSeconds: number | null }
      | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, violations: Array<
          | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
          | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
          | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
          | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
          | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
          | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
          | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
          | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
          | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
          | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
          | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        > }
      | { __typename: 'ContactNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
      | { __typename: 'ContactOperationUnsupportedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
      | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null, retryAt: string | null, decidedBy: string | null, possibleMatches: Array<{ id: string, name: string | null }> }
      | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, accessProblem: ContactProviderAccessProblem }
      | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null }
      | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, providerCode: string | null, providerMessage: string | null }
      | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null }
      | { __typename: 'RemoveContactSuccess', contactId: string, replayed: boolean, requestId: string }
      | { __typename: 'UpdateContactSuccess', replayed: boolean, requestId: string, contact: { id: string, name: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, reason: string | null }> }
     | null } | null };

export type ContactsOfCustomerQueryVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  account?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ContactsOfCustomerQuery = { contactCustomer: { id: string, contacts: { edges: Array<{ cursor: string, node: { id: string, name: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ContactQueryVariables = Exact<{
  id: string | number;
}>;


export type ContactQuery = { contact: { id: string, name: string | null } | null };

type Outcome_AddContactSuccess_Fragment = { __typename: 'AddContactSuccess', created: boolean, replayed: boolean, requestId: string, contact: { id: string, name: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, reason: string | null }> };

type Outcome_ContactCustomerNotFoundError_Fragment = { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string };

type Outcome_ContactDuplicateError_Fragment = { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, existing: { id: string, name: string | null } | null, matches: Array<{ id: string, name: string | null }> };

type Outcome_ContactIdempotencyConflictError_Fragment = { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, conflict: ContactIdempotencyConflict, retryAfterSeconds: number | null };

type Outcome_ContactInputInvalidError_Fragment = { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, violations: Array<
    | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
    | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
    | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
    | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
    | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
    | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
    | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
    | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
    | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
    | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
    | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
  > };

type Outcome_ContactNotFoundError_Fragment = { __typename: 'ContactNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string };

type Outcome_ContactOperationUnsupportedError_Fragment = { __typename: 'ContactOperationUnsupportedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string };

type Outcome_ContactOutcomeUnknownError_Fragment = { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null, retryAt: string | null, decidedBy: string | null, possibleMatches: Array<{ id: string, name: string | null }> };

type Outcome_ContactProviderAccessError_Fragment = { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, accessProblem: ContactProviderAccessProblem };

type Outcome_ContactProviderRateLimitedError_Fragment = { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null };

type Outcome_ContactProviderRejectedError_Fragment = { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, providerCode: string | null, providerMessage: string | null };

type Outcome_ContactProviderUnavailableError_Fragment = { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null };

type Outcome_RemoveContactSuccess_Fragment = { __typename: 'RemoveContactSuccess', contactId: string, replayed: boolean, requestId: string };

type Outcome_UpdateContactSuccess_Fragment = { __typename: 'UpdateContactSuccess', replayed: boolean, requestId: string, contact: { id: string, name: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, reason: string | null }> };

export type OutcomeFragment =
  | Outcome_AddContactSuccess_Fragment
  | Outcome_ContactCustomerNotFoundError_Fragment
  | Outcome_ContactDuplicateError_Fragment
  | Outcome_ContactIdempotencyConflictError_Fragment
  | Outcome_ContactInputInvalidError_Fragment
  | Outcome_ContactNotFoundError_Fragment
  | Outcome_ContactOperationUnsupportedError_Fragment
  | Outcome_ContactOutcomeUnknownError_Fragment
  | Outcome_ContactProviderAccessError_Fragment
  | Outcome_ContactProviderRateLimitedError_Fragment
  | Outcome_ContactProviderRejectedError_Fragment
  | Outcome_ContactProviderUnavailableError_Fragment
  | Outcome_RemoveContactSuccess_Fragment
  | Outcome_UpdateContactSuccess_Fragment
;

export type FateFragment = { path: Array<string>, fate: ContactFieldFateKind, reason: string | null };

type ShownViolation_ContactFieldConflict_Fragment = { path: Array<string>, code: ContactFieldViolationCode, userMessage: string };

type ShownViolation_ContactFieldFormatInvalid_Fragment = { path: Array<string>, code: ContactFieldViolationCode, userMessage: string };

type ShownViolation_ContactFieldNotAllowed_Fragment = { path: Array<string>, code: ContactFieldViolationCode, userMessage: string };

type ShownViolation_ContactFieldOutOfRange_Fragment = { path: Array<string>, code: ContactFieldViolationCode, userMessage: string };

type ShownViolation_ContactFieldRefused_Fragment = { path: Array<string>, code: ContactFieldViolationCode, userMessage: string };

type ShownViolation_ContactFieldRequired_Fragment = { path: Array<string>, code: ContactFieldViolationCode, userMessage: string };

type ShownViolation_ContactFieldTooLong_Fragment = { path: Array<string>, code: ContactFieldViolationCode, userMessage: string };

type ShownViolation_ContactFieldTooMany_Fragment = { path: Array<string>, code: ContactFieldViolationCode, userMessage: string };

type ShownViolation_ContactFieldTooShort_Fragment = { path: Array<string>, code: ContactFieldViolationCode, userMessage: string };

type ShownViolation_ContactFieldUnsupported_Fragment = { path: Array<string>, code: ContactFieldViolationCode, userMessage: string };

type ShownViolation_ContactFieldValueUnsupported_Fragment = { path: Array<string>, code: ContactFieldViolationCode, userMessage: string };

export type ShownViolationFragment =
  | ShownViolation_ContactFieldConflict_Fragment
  | ShownViolation_ContactFieldFormatInvalid_Fragment
  | ShownViolation_ContactFieldNotAllowed_Fragment
  | ShownViolation_ContactFieldOutOfRange_Fragment
  | ShownViolation_ContactFieldRefused_Fragment
  | ShownViolation_ContactFieldRequired_Fragment
  | ShownViolation_ContactFieldTooLong_Fragment
  | ShownViolation_ContactFieldTooMany_Fragment
  | ShownViolation_ContactFieldTooShort_Fragment
  | ShownViolation_ContactFieldUnsupported_Fragment
  | ShownViolation_ContactFieldValueUnsupported_Fragment
;

export type ListedContactFragment = { id: string, name: string | null };

export type PreviewAddContactQueryVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type PreviewAddContactQuery = { previewAddContact: { valid: boolean, violations: Array<
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
    >, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, reason: string | null }> } | null };

export type PreviewUpdateContactQueryVariables = Exact<{
  id: string | number;
  input: UpdateContactInput;
  options?: UpdateContactOptions | null | undefined;
}>;


export type PreviewUpdateContactQuery = { previewUpdateContact: { valid: boolean, violations: Array<
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
    >, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, reason: string | null }> } | null };

export type ContactProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type ContactProvidersQuery = { contactProviders: Array<{ provider: ContactProvider, name: string, mode: ContactProviderMode, documentationUrl: string, operations: Array<ContactOperation> }> | null };

export type ContactFormQueryVariables = Exact<{
  provider: ContactProvider;
}>;


export type ContactFormQuery = { contactProvider: { provider: ContactProvider, name: string, mode: ContactProviderMode, documentationUrl: string, operations: Array<ContactOperation>, customerIdFormat: string, customerIdPattern: string, customerIdExample: string, requiresAnyOf: Array<Array<string>>, jsonSchema: unknown, updateSchema: unknown, accounts: Array<{ name: string | null, mode: ContactProviderMode }>, fields: Array<{ path: Array<string>, type: ContactFieldType, inList: boolean, operations: Array<ContactOperation>, group: ContactFieldGroup, title: string, help: string | null, required: boolean, requiredUnless: Array<Array<string>>, excludes: Array<Array<string>>, example: unknown }>, options: Array<{ path: Array<string>, type: ContactFieldType, inList: boolean, operations: Array<ContactOperation>, group: ContactFieldGroup, title: string, help: string | null, required: boolean, requiredUnless: Array<Array<string>>, excludes: Array<Array<string>>, example: unknown }> } | null };

export type FormFieldFragment = { path: Array<string>, type: ContactFieldType, inList: boolean, operations: Array<ContactOperation>, group: ContactFieldGroup, title: string, help: string | null, required: boolean, requiredUnless: Array<Array<string>>, excludes: Array<Array<string>>, example: unknown };

export type RemoveContactMutationVariables = Exact<{
  id: string | number;
  options?: RemoveContactOptions | null | undefined;
}>;


export type RemoveContactMutation = { removeContact:
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, conflict: ContactIdempotencyConflict, retryAfterSeconds: number | null }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, violations: Array<
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      > }
    | { __typename: 'ContactNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOperationUnsupportedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null, retryAt: string | null, decidedBy: string | null, possibleMatches: Array<{ id: string, name: string | null }> }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, accessProblem: ContactProviderAccessProblem }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, providerCode: string | null, providerMessage: string | null }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null }
    | { __typename: 'RemoveContactSuccess', contactId: string, replayed: boolean, requestId: string }
   | null };

export type UpdateContactMutationVariables = Exact<{
  id: string | number;
  input: UpdateContactInput;
  options?: UpdateContactOptions | null | undefined;
}>;


export type UpdateContactMutation = { updateContact:
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, existing: { id: string, name: string | null } | null, matches: Array<{ id: string, name: string | null }> }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, conflict: ContactIdempotencyConflict, retryAfterSeconds: number | null }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, violations: Array<
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, userMessage: string }
      > }
    | { __typename: 'ContactNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOperationUnsupportedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null, retryAt: string | null, decidedBy: string | null, possibleMatches: Array<{ id: string, name: string | null }> }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, accessProblem: ContactProviderAccessProblem }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, providerCode: string | null, providerMessage: string | null }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null }
    | { __typename: 'UpdateContactSuccess', replayed: boolean, requestId: string, contact: { id: string, name: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, reason: string | null }> }
   | null };

export const ListedContactFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedContact"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]} as unknown as DocumentNode<ListedContactFragment, unknown>;
export const FateFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]} as unknown as DocumentNode<FateFragment, unknown>;
export const ShownViolationFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShownViolation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldViolation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}}]}}]} as unknown as DocumentNode<ShownViolationFragment, unknown>;
export const OutcomeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Outcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactAttemptResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ShownViolation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactDuplicateError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderAccessError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessProblem"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderRateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"providerMessage"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactOutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"retryAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"}},{"kind":"Field","name":{"kind":"Name","value":"possibleMatches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactIdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conflict"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedContact"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShownViolation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldViolation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}}]}}]} as unknown as DocumentNode<OutcomeFragment, unknown>;
export const FormFieldFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FormField"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldCapability"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"inList"}},{"kind":"Field","name":{"kind":"Name","value":"operations"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"help"}},{"kind":"Field","name":{"kind":"Name","value":"required"}},{"kind":"Field","name":{"kind":"Name","value":"requiredUnless"}},{"kind":"Field","name":{"kind":"Name","value":"excludes"}},{"kind":"Field","name":{"kind":"Name","value":"example"}}]}}]} as unknown as DocumentNode<FormFieldFragment, unknown>;
export const AddContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Outcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedContact"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShownViolation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldViolation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Outcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactAttemptResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ShownViolation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactDuplicateError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderAccessError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessProblem"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderRateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"providerMessage"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactOutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"retryAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"}},{"kind":"Field","name":{"kind":"Name","value":"possibleMatches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactIdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conflict"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}}]}}]} as unknown as DocumentNode<AddContactMutation, AddContactMutationVariables>;
export const ContactAttemptDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactAttempt"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactAttempt"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Outcome"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedContact"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShownViolation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldViolation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Outcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactAttemptResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ShownViolation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactDuplicateError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderAccessError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessProblem"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderRateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"providerMessage"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactOutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"retryAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"}},{"kind":"Field","name":{"kind":"Name","value":"possibleMatches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactIdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conflict"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}}]}}]} as unknown as DocumentNode<ContactAttemptQuery, ContactAttemptQueryVariables>;
export const ContactsOfCustomerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactsOfCustomer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactCustomer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedContact"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]} as unknown as DocumentNode<ContactsOfCustomerQuery, ContactsOfCustomerQueryVariables>;
export const ContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Contact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedContact"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]} as unknown as DocumentNode<ContactQuery, ContactQueryVariables>;
export const PreviewAddContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PreviewAddContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"previewAddContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"valid"}},{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ShownViolation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fate"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShownViolation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldViolation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]} as unknown as DocumentNode<PreviewAddContactQuery, PreviewAddContactQueryVariables>;
export const PreviewUpdateContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PreviewUpdateContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"previewUpdateContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"valid"}},{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ShownViolation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fate"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShownViolation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldViolation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]} as unknown as DocumentNode<PreviewUpdateContactQuery, PreviewUpdateContactQueryVariables>;
export const ContactProvidersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactProviders"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactProviders"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"documentationUrl"}},{"kind":"Field","name":{"kind":"Name","value":"operations"}}]}}]}}]} as unknown as DocumentNode<ContactProvidersQuery, ContactProvidersQueryVariables>;
export const ContactFormDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactForm"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactProvider"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"documentationUrl"}},{"kind":"Field","name":{"kind":"Name","value":"operations"}},{"kind":"Field","name":{"kind":"Name","value":"customerIdFormat"}},{"kind":"Field","name":{"kind":"Name","value":"customerIdPattern"}},{"kind":"Field","name":{"kind":"Name","value":"customerIdExample"}},{"kind":"Field","name":{"kind":"Name","value":"requiresAnyOf"}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"jsonSchema"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"operation"},"value":{"kind":"EnumValue","value":"ADD"}}]},{"kind":"Field","alias":{"kind":"Name","value":"updateSchema"},"name":{"kind":"Name","value":"jsonSchema"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"operation"},"value":{"kind":"EnumValue","value":"UPDATE"}}]},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FormField"}}]}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FormField"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FormField"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldCapability"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"inList"}},{"kind":"Field","name":{"kind":"Name","value":"operations"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"help"}},{"kind":"Field","name":{"kind":"Name","value":"required"}},{"kind":"Field","name":{"kind":"Name","value":"requiredUnless"}},{"kind":"Field","name":{"kind":"Name","value":"excludes"}},{"kind":"Field","name":{"kind":"Name","value":"example"}}]}}]} as unknown as DocumentNode<ContactFormQuery, ContactFormQueryVariables>;
export const RemoveContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Outcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedContact"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShownViolation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldViolation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Outcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactAttemptResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ShownViolation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactDuplicateError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderAccessError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessProblem"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderRateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"providerMessage"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactOutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"retryAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"}},{"kind":"Field","name":{"kind":"Name","value":"possibleMatches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactIdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conflict"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}}]}}]} as unknown as DocumentNode<RemoveContactMutation, RemoveContactMutationVariables>;
export const UpdateContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Outcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedContact"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ShownViolation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldViolation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Outcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactAttemptResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ShownViolation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactDuplicateError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderAccessError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessProblem"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderRateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"providerMessage"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactOutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"retryAt"}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"}},{"kind":"Field","name":{"kind":"Name","value":"possibleMatches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedContact"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactIdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conflict"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}}]}}]} as unknown as DocumentNode<UpdateContactMutation, UpdateContactMutationVariables>;