/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The state of a write with an idempotency key. */
export type AddContactAttemptState =
  /** The write is still running. */
  | 'IN_PROGRESS'
  /** The write certainly did not happen. You can retry with the same key. */
  | 'NOT_APPLIED'
  /** The provider rejected the request and would reject it again. */
  | 'REJECTED'
  /** The write succeeded. */
  | 'SUCCEEDED'
  /** The write may have happened. The subgraph is looking for it. */
  | 'UNKNOWN';

/** The contact to add. Null and absent mean the same. `contactProvider` lists the fields that each provider can store. Any other value is invalid before a call is made, or, under OMIT, is left out and listed. */
export type AddContactInput = {
  /** Postal address. */
  address?: ContactAddressInput | null | undefined;
  /** Values of custom fields that the provider account defines. Each name can occur once. */
  customFields?: Array<ContactCustomFieldInput> | null | undefined;
  /** Email addresses, the most important first. Display names, quoted local parts and invisible characters are invalid. */
  emails?: Array<ContactEmailInput> | null | undefined;
  /** Whether the contact is enabled. An added contact is, unless this is false, regardless of the provider's own default. */
  enabled?: boolean | null | undefined;
  /** The contact's id at the provider, if the provider lets the caller choose it. */
  externalId?: string | number | null | undefined;
  /** Given name of the person. */
  firstName?: string | null | undefined;
  /** The person's role at the customer. */
  jobTitle?: string | null | undefined;
  /** A short text that distinguishes this contact from the customer's other contacts. */
  label?: string | null | undefined;
  /** Family name of the person. */
  lastName?: string | null | undefined;
  /** Full name. Invalid at providers that store first and last name. Providers that store one name accept this, or firstName and lastName joined. */
  name?: string | null | undefined;
  /** The short or familiar name. */
  nickname?: string | null | undefined;
  /** Free text about the contact. It can contain tabs and line breaks. */
  notes?: string | null | undefined;
  /** The events to notify the contact about. Events that are not listed are off. */
  notifications?: Array<ContactNotification> | null | undefined;
  /** Phone and fax numbers, the most important first. They are stored as written. */
  phones?: Array<ContactPhoneInput> | null | undefined;
  /** The position among the customer's contacts, starting at 1. */
  position?: number | null | undefined;
  /** Whether this is the customer's primary contact. An added contact is not, unless this is true. */
  primary?: boolean | null | undefined;
  /** The form of address, such as Dr., Ms or Herr. */
  salutation?: string | null | undefined;
  /** The social network profiles. */
  socialProfiles?: ContactSocialProfilesInput | null | undefined;
};

/** Options that control how the request runs. `AddContactInput` holds the contact itself. */
export type AddContactOptions = {
  /** The name of a configured account of the provider. Omit it to use the default account. */
  account?: string | number | null | undefined;
  /** For Chargebee only. Invalid for other providers. */
  chargebee?: ChargebeeContactOptions | null | undefined;
  /** For ChartMogul only. Invalid for other providers. */
  chartmogul?: ChartMogulContactOptions | null | undefined;
  /** For CRO Software only. Invalid for other providers. */
  cro?: CroContactOptions | null | undefined;
  /** A key that makes retries safe. With the same key and the same request, the contact is created at most once, and a success or a rejection is returned again for 24 hours. 16 to 128 characters of A-Z a-z 0-9 . _ ~ - */
  idempotencyKey?: string | number | null | undefined;
  /** The policy if the customer already has a contact that matches. */
  ifExists?: ContactExistsPolicy | null | undefined;
  /** The values to compare with the customer's contacts if `ifExists` is not ALLOW. A contact matches if any of them is equal. If the input has no value to compare, the contact is added. */
  matchBy?: Array<ContactMatch> | null | undefined;
  /** The policy for values that the provider cannot store. */
  unsupportedFields?: ContactUnsupportedFieldPolicy | null | undefined;
  /** For Zuora only. Invalid for other providers. */
  zuora?: ZuoraContactOptions | null | undefined;
};

/** Options that are sent as the chargebee-* request headers of the same names. */
export type ChargebeeContactOptions = {
  /** The business entity of a multi-entity site: the call acts within it. Without one, as contact(id) sends none, a call sees the whole site. */
  businessEntityId?: string | null | undefined;
  /** Disables emails for the events of this call. */
  disableEmails?: boolean | null | undefined;
  /** Disables webhooks, emails and all other actions for the events of this call. */
  disableEventActions?: boolean | null | undefined;
  /** Disables webhooks for the events of this call. */
  disableWebhooks?: boolean | null | undefined;
  /** The device that the request came from, for the audit log. */
  originDevice?: string | null | undefined;
  /** The IPv4 address, IPv6 address or host name that the request came from, for the audit log. */
  originIp?: string | null | undefined;
  /** The email address of the person who made the request, for the audit log. Base64-encoded on the wire unless it is ASCII. */
  originUser?: string | null | undefined;
};

/** The customer's data source that the contact belongs to. */
export type ChartMogulContactOptions = {
  /** Overrides the configured data source, or the one that the customer came from. */
  dataSourceUuid?: string | null | undefined;
};

/** A postal address for the contact. */
export type ContactAddressInput = {
  /** City or town. */
  city?: string | null | undefined;
  /** Country, as a name or an abbreviation that the provider knows. */
  country?: string | null | undefined;
  /** County, if taxes depend on it. */
  county?: string | null | undefined;
  /** Street and number. */
  line1?: string | null | undefined;
  /** Building, floor or apartment. */
  line2?: string | null | undefined;
  /** Postal or ZIP code. */
  postalCode?: string | null | undefined;
  /** State, province or other first-level division. */
  region?: string | null | undefined;
  /** Region for the provider's tax rules. */
  taxRegion?: string | null | undefined;
};

/** A value for a custom field, which the provider account defines. */
export type ContactCustomFieldInput = {
  /** The field's name at the provider. Letter case matters. */
  name: string;
  /** A string, number or boolean, or null for no value. It must not be absent. */
  value?: unknown;
};

/** An email address for the contact. */
export type ContactEmailInput = {
  /** One email address, such as ada@example.com. */
  address: string;
  /** The kind of address. Null means the provider's default slot. */
  kind?: ContactEmailKind | null | undefined;
};

/** The kind of an email address. */
export type ContactEmailKind =
  /** A personal address. */
  | 'PERSONAL'
  /** A work address or number. */
  | 'WORK';

/** The kind of failure, one per error type. */
export type ContactErrorCode =
  /** The contact does not exist, or no longer exists. */
  | 'CONTACT_NOT_FOUND'
  /** The customer does not exist at the provider. */
  | 'CUSTOMER_NOT_FOUND'
  /** The customer already has a contact with this id, or one that matches. */
  | 'DUPLICATE'
  /** The idempotency key belongs to another request, or to one that is still running. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The input breaks rules. See `violations`. */
  | 'INPUT_INVALID'
  /** The provider has no API call for the operation, or none that the subgraph may use. */
  | 'OPERATION_UNSUPPORTED'
  /** The write may have happened. Without an idempotency key, check before you send it again. */
  | 'OUTCOME_UNKNOWN'
  /** The subgraph's own access to the provider fails. An operator must act. */
  | 'PROVIDER_ACCESS'
  /** The provider rejected the request for a reason that the unified model does not name. */
  | 'PROVIDER_REJECTED'
  /** The request was not carried out: the provider or the idempotency store could not be reached, or the provider reported so itself. */
  | 'PROVIDER_UNAVAILABLE'
  /** The provider accepts no more requests for now. */
  | 'RATE_LIMITED';

/** The policy if the customer already has a contact that matches. If several match, every policy except ALLOW returns a ContactDuplicateError: the subgraph never chooses one. */
export type ContactExistsPolicy =
  /** Add the contact without a check for matches. */
  | 'ALLOW'
  /** Add nothing. The result is a ContactDuplicateError with the contact that matches. */
  | 'REJECT'
  /** Add nothing. The result is the contact that matches, unchanged. */
  | 'RETURN_EXISTING'
  /** Add nothing. Change the contact that matches, as updateContact does. Fields that the input does not name stay unchanged. The input must be valid for both an add and an update. */
  | 'UPDATE_EXISTING';

/** A field, or a group of fields, that an update can clear. */
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

/** The kind of outcome of a supplied value. */
export type ContactFieldFateKind =
  /** The field no longer has a value. */
  | 'CLEARED'
  /** Not sent, because the provider does the same anyway: `enabled: true` or `primary: false` if the provider has no such flag. */
  | 'IMPLIED'
  /** Sent, but the provider's response shows that it was not stored or was stored differently. */
  | 'NOT_KEPT'
  /** Left out: the caller chose OMIT, an existing contact was returned, or the contact already existed and the value applies only to a new one, such as its id or the data source. */
  | 'OMITTED'
  /** Stored as given, as far as the provider's response shows. */
  | 'SENT'
  /** Sent in another form, such as joined names or joined addresses. */
  | 'TRANSFORMED';

/** A group of fields in a form. The groups are in form order. */
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

/** The type of value that a form field takes. */
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
  /** A list of objects. The entries below its path are the parts of an object. */
  | 'LIST'
  /** Text with line breaks. */
  | 'LONG_TEXT'
  /** One phone or fax number. */
  | 'PHONE'
  /** One line of text. */
  | 'TEXT'
  /** A list of texts. */
  | 'TEXT_LIST'
  /** A web address, or a name that the provider turns into one. */
  | 'URL';

/** The kind of rule that a value breaks, one per violation type. */
export type ContactFieldViolationCode =
  /** Fields that must not be given together. */
  | 'CONFLICT'
  /** The text does not have the expected format. */
  | 'FORMAT'
  /** The operator or the caller's token does not allow this option. */
  | 'NOT_ALLOWED'
  /** The value breaks a rule that only the provider knows. */
  | 'PROVIDER_RULE'
  /** The number is out of range. */
  | 'RANGE'
  /** The provider requires the value, but it is absent or null. */
  | 'REQUIRED'
  /** The text has more characters than the provider stores. */
  | 'TOO_LONG'
  /** The list has more items than the provider stores. */
  | 'TOO_MANY'
  /** The text has fewer characters than the provider requires. An empty text counts as given. */
  | 'TOO_SHORT'
  /** The provider cannot store the value. */
  | 'UNSUPPORTED'
  /** The value is not one of the allowed values. */
  | 'VALUE';

/** The reason that an idempotency key cannot be used for a request. */
export type ContactIdempotencyConflict =
  /** The key was used for another request. Nothing was done for this one. */
  | 'DIFFERENT_REQUEST'
  /** An earlier request with the key is still running. */
  | 'IN_PROGRESS';

/** A value by which contacts are compared. Texts that differ only in letter case match. */
export type ContactMatch =
  /** The contacts share an email address, regardless of its kind. */
  | 'EMAIL'
  /** The contacts have the same id. Only for providers that let the caller choose a contact's id. */
  | 'EXTERNAL_ID'
  /** The contacts share a phone number, character for character, regardless of its kind: +1 555 0100 does not match +15550100. */
  | 'PHONE';

/** An event that a provider can notify a contact about. */
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

/** An operation on the contacts of a provider. */
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

/** A phone or fax number for the contact. */
export type ContactPhoneInput = {
  /** The kind of number. Null means the provider's default slot. */
  kind?: ContactPhoneKind | null | undefined;
  /** The number to store. It is not reformatted. */
  number: string;
};

/** The kind of a phone number. */
export type ContactPhoneKind =
  /** A fax number. */
  | 'FAX'
  /** A home number. */
  | 'HOME'
  /** A mobile number. */
  | 'MOBILE'
  /** A number of any other kind. */
  | 'OTHER'
  /** A work address or number. */
  | 'WORK';

/** A system that stores customer contacts. */
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

/** A problem with the subgraph's access to a provider. */
export type ContactProviderAccessProblem =
  /** The provider rejected the credentials. */
  | 'CREDENTIALS_REJECTED'
  /** Settings are missing, or they name a site or data source that does not exist. */
  | 'NOT_CONFIGURED'
  /** The credentials lack a permission. */
  | 'PERMISSION_DENIED';

/** The system that stands behind a provider in this subgraph. */
export type ContactProviderMode =
  /** The vendor itself. */
  | 'LIVE'
  /** None: settings are missing. */
  | 'NOT_CONFIGURED'
  /** The sandbox, which emulates the vendor. Nothing leaves the machine. */
  | 'SANDBOX';

/** The social network profiles of the contact. */
export type ContactSocialProfilesInput = {
  /** Address of the LinkedIn profile. A URL must start with https:// or http://. */
  linkedIn?: string | null | undefined;
  /** Address of the Twitter (X) profile. A URL must start with https:// or http://. */
  twitter?: string | null | undefined;
};

/** The policy for values that the provider cannot store. */
export type ContactUnsupportedFieldPolicy =
  /** Leave those fields out and list them in the result. */
  | 'OMIT'
  /** Reject the request and name every field that the provider cannot store. */
  | 'REJECT';

/** Whether a failed write may have happened. */
export type ContactWriteOutcome =
  /** The provider certainly did not carry out the write. */
  | 'NOT_APPLIED'
  /** The provider may have carried out the write. */
  | 'UNKNOWN';

/** The tenant of the call. */
export type CroContactOptions = {
  /** Overrides the configured tenant. contact(id) reads from the configured tenant, so it does not find a contact that was added to another one. */
  tenantId?: number | null | undefined;
};

/** Options that control how the removal runs. */
export type RemoveContactOptions = {
  /** For Chargebee only. Invalid for other providers. */
  chargebee?: ChargebeeContactOptions | null | undefined;
  /** A key that makes retries safe. With the same key and the same request, the write is carried out at most once, and a success or a rejection is returned again for 24 hours. A key belongs to one operation. 16 to 128 characters of A-Z a-z 0-9 . _ ~ - */
  idempotencyKey?: string | number | null | undefined;
  /** For Zuora only. Invalid for other providers. */
  zuora?: ZuoraChangeContactOptions | null | undefined;
};

/** The changes to a contact. Null and absent do not change a field, a value sets it, and `clear` clears it. Emails, phones and notifications are replaced as a whole, and an empty list clears them. Custom fields are set one by one, and the value null clears one. `contactProvider` lists the fields that a provider can change and clear. */
export type UpdateContactInput = {
  /** Postal address. */
  address?: ContactAddressInput | null | undefined;
  /** The fields to clear. A field that is both set and cleared is a CONFLICT. */
  clear?: Array<ContactField> | null | undefined;
  /** Values of custom fields that the provider account defines. Each name can occur once. */
  customFields?: Array<ContactCustomFieldInput> | null | undefined;
  /** Email addresses, the most important first. Display names, quoted local parts and invisible characters are invalid. */
  emails?: Array<ContactEmailInput> | null | undefined;
  /** Whether the contact is enabled. An added contact is, unless this is false, regardless of the provider's own default. */
  enabled?: boolean | null | undefined;
  /** Given name of the person. */
  firstName?: string | null | undefined;
  /** The person's role at the customer. */
  jobTitle?: string | null | undefined;
  /** A short text that distinguishes this contact from the customer's other contacts. */
  label?: string | null | undefined;
  /** Family name of the person. */
  lastName?: string | null | undefined;
  /** Full name. Invalid at providers that store first and last name. Providers that store one name accept this, or firstName and lastName joined. */
  name?: string | null | undefined;
  /** The short or familiar name. */
  nickname?: string | null | undefined;
  /** Free text about the contact. It can contain tabs and line breaks. */
  notes?: string | null | undefined;
  /** The events to notify the contact about. Events that are not listed are off. */
  notifications?: Array<ContactNotification> | null | undefined;
  /** Phone and fax numbers, the most important first. They are stored as written. */
  phones?: Array<ContactPhoneInput> | null | undefined;
  /** The position among the customer's contacts, starting at 1. */
  position?: number | null | undefined;
  /** Whether this is the customer's primary contact. An added contact is not, unless this is true. */
  primary?: boolean | null | undefined;
  /** The form of address, such as Dr., Ms or Herr. */
  salutation?: string | null | undefined;
  /** The social network profiles. */
  socialProfiles?: ContactSocialProfilesInput | null | undefined;
};

/** Options that control how the update runs. `UpdateContactInput` holds the changes. */
export type UpdateContactOptions = {
  /** For Chargebee only. Invalid for other providers. */
  chargebee?: ChargebeeContactOptions | null | undefined;
  /** For CRO Software only. Invalid for other providers. */
  cro?: CroContactOptions | null | undefined;
  /** A key that makes retries safe. With the same key and the same request, the write is carried out at most once, and a success or a rejection is returned again for 24 hours. A key belongs to one operation. 16 to 128 characters of A-Z a-z 0-9 . _ ~ - */
  idempotencyKey?: string | number | null | undefined;
  /** The policy for values that the provider cannot store and for those that it cannot clear. */
  unsupportedFields?: ContactUnsupportedFieldPolicy | null | undefined;
  /** For Zuora only. Invalid for other providers. */
  zuora?: ZuoraChangeContactOptions | null | undefined;
};

/** The entity, organizations and tracking of the call. */
export type ZuoraChangeContactOptions = {
  /** Sent as Zuora-Entity-Ids. contact(id) sends none, so it does not find a contact that was added to an entity other than that of the credentials. */
  entityId?: string | null | undefined;
  /** Sent as Zuora-Org-Ids, joined with commas. contact(id) sends none, so it does not find a contact that was added to organizations other than those of the credentials. */
  orgIds?: Array<string> | null | undefined;
  /** Sent as Zuora-Track-Id: 1 to 64 printable ASCII characters without : ; " and '. */
  trackId?: string | null | undefined;
};

/** The entity, organizations and tracking of the call. */
export type ZuoraContactOptions = {
  /** The account number, sent with customerId if you know both the account id and number. They must name the same account. */
  accountNumber?: string | null | undefined;
  /** Sent as Zuora-Entity-Ids. contact(id) sends none, so it does not find a contact that was added to an entity other than that of the credentials. */
  entityId?: string | null | undefined;
  /** Sent as Zuora-Org-Ids, joined with commas. contact(id) sends none, so it does not find a contact that was added to organizations other than those of the credentials. */
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