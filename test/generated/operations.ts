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

/** The health of an account, according to the latest calls of this process. */
export type ContactProviderHealth =
  /** The vendor rejects the subgraph's credentials. An operator must act. */
  | 'CREDENTIALS_REJECTED'
  /** The vendor cannot be reached, does not answer in time, or answers with server errors. */
  | 'NOT_ANSWERING'
  /** The vendor answers. */
  | 'OK'
  /** The subgraph's credentials do not allow the requested operation. An operator must act. */
  | 'PERMISSION_DENIED'
  /** The vendor rate-limits the subgraph's requests. */
  | 'RATE_LIMITED'
  /** No call was made yet. */
  | 'UNTRIED';

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

export type FirstMutationMutationVariables = Exact<{ [key: string]: never; }>;


export type FirstMutationMutation = { addContact:
    | { __typename: 'AddContactSuccess', contact: { customerId: string, name: string | null, email: string | null, enabled: boolean | null, notifications: Array<ContactNotification> }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, violations: Array<
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
      > }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome }
   | null };

export type AddContactMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type AddContactMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, requestId: string, contact: { id: string, provider: ContactProvider, customerId: string, externalId: string, name: string | null, email: string | null, emails: Array<{ address: string, kind: ContactEmailKind | null }>, phones: Array<{ number: string, kind: ContactPhoneKind | null }> }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', conflict: ContactIdempotencyConflict, code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, violations: Array<
        | { __typename: 'ContactFieldConflict', path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { __typename: 'ContactFieldFormatInvalid', path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { __typename: 'ContactFieldNotAllowed', path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { __typename: 'ContactFieldOutOfRange', path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { __typename: 'ContactFieldRefused', path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { __typename: 'ContactFieldRequired', path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { __typename: 'ContactFieldTooLong', path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { __typename: 'ContactFieldTooMany', path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { __typename: 'ContactFieldTooShort', path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { __typename: 'ContactFieldUnsupported', path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { __typename: 'ContactFieldValueUnsupported', path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      > }
    | { __typename: 'ContactOutcomeUnknownError', uncertainty: string, retryAfterSeconds: number | null, code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, possibleMatches: Array<{ id: string, provider: ContactProvider, customerId: string, externalId: string, name: string | null, email: string | null, emails: Array<{ address: string, kind: ContactEmailKind | null }>, phones: Array<{ number: string, kind: ContactPhoneKind | null }> }> }
    | { __typename: 'ContactProviderAccessError', accessProblem: ContactProviderAccessProblem, code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', retryAfterSeconds: number | null, code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', providerCode: string | null, providerMessage: string | null, code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', retryAfterSeconds: number | null, code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
   | null };

export type ContactPartsFragment = { id: string, provider: ContactProvider, customerId: string, externalId: string, name: string | null, email: string | null, emails: Array<{ address: string, kind: ContactEmailKind | null }>, phones: Array<{ number: string, kind: ContactPhoneKind | null }> };

type ErrorParts_ContactCustomerNotFoundError_Fragment = { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string };

type ErrorParts_ContactDuplicateError_Fragment = { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string };

type ErrorParts_ContactIdempotencyConflictError_Fragment = { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string };

type ErrorParts_ContactInputInvalidError_Fragment = { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string };

type ErrorParts_ContactNotFoundError_Fragment = { __typename: 'ContactNotFoundError', code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string };

type ErrorParts_ContactOperationUnsupportedError_Fragment = { __typename: 'ContactOperationUnsupportedError', code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string };

type ErrorParts_ContactOutcomeUnknownError_Fragment = { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string };

type ErrorParts_ContactProviderAccessError_Fragment = { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string };

type ErrorParts_ContactProviderRateLimitedError_Fragment = { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string };

type ErrorParts_ContactProviderRejectedError_Fragment = { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string };

type ErrorParts_ContactProviderUnavailableError_Fragment = { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, provider: ContactProvider, retryable: boolean, outcome: ContactWriteOutcome, requestId: string };

export type ErrorPartsFragment =
  | ErrorParts_ContactCustomerNotFoundError_Fragment
  | ErrorParts_ContactDuplicateError_Fragment
  | ErrorParts_ContactIdempotencyConflictError_Fragment
  | ErrorParts_ContactInputInvalidError_Fragment
  | ErrorParts_ContactNotFoundError_Fragment
  | ErrorParts_ContactOperationUnsupportedError_Fragment
  | ErrorParts_ContactOutcomeUnknownError_Fragment
  | ErrorParts_ContactProviderAccessError_Fragment
  | ErrorParts_ContactProviderRateLimitedError_Fragment
  | ErrorParts_ContactProviderRejectedError_Fragment
  | ErrorParts_ContactProviderUnavailableError_Fragment
;

export type AddChargebeeContactMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type AddChargebeeContactMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, requestId: string, contact: { id: string, provider: ContactProvider, customerId: string, externalId: string, name: string | null, firstName: string | null, lastName: string | null, label: string | null, enabled: boolean | null, notifications: Array<ContactNotification>, emails: Array<{ address: string }>, phones: Array<{ number: string }> }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, violations: Array<
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { expected: string, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { minimum: number | null, maximum: number | null, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { providerCode: string | null, providerMessage: string | null, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { maxLength: number, length: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { maxItems: number, items: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { minLength: number, length: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { supportedBy: Array<ContactProvider>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { allowedValues: Array<string>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      > }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
   | null };

export type AddChartMogulContactMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type AddChartMogulContactMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, requestId: string, contact: { id: string, provider: ContactProvider, customerId: string, externalId: string, name: string | null, firstName: string | null, lastName: string | null, jobTitle: string | null, notes: string | null, position: number | null, emails: Array<{ address: string }>, phones: Array<{ number: string }>, socialProfiles: { linkedIn: string | null, twitter: string | null } | null, customFields: Array<{ name: string, value: unknown }> }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, violations: Array<
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { expected: string, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { minimum: number | null, maximum: number | null, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { providerCode: string | null, providerMessage: string | null, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { maxLength: number, length: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { maxItems: number, items: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { minLength: number, length: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { supportedBy: Array<ContactProvider>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { allowedValues: Array<string>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      > }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
   | null };

export type AddCroContactMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type AddCroContactMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, requestId: string, contact: { id: string, provider: ContactProvider, customerId: string, externalId: string, name: string | null, notifications: Array<ContactNotification>, emails: Array<{ address: string }>, phones: Array<{ number: string, kind: ContactPhoneKind | null }> }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, violations: Array<
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { expected: string, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { minimum: number | null, maximum: number | null, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { providerCode: string | null, providerMessage: string | null, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { maxLength: number, length: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { maxItems: number, items: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { minLength: number, length: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { supportedBy: Array<ContactProvider>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { allowedValues: Array<string>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      > }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
   | null };

export type AddRpmContactMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type AddRpmContactMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, requestId: string, contact: { id: string, provider: ContactProvider, customerId: string, externalId: string, name: string | null, firstName: string | null, lastName: string | null, salutation: string | null, jobTitle: string | null, primary: boolean | null, emails: Array<{ address: string }>, phones: Array<{ number: string, kind: ContactPhoneKind | null }> }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, violations: Array<
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { expected: string, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { minimum: number | null, maximum: number | null, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { providerCode: string | null, providerMessage: string | null, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { maxLength: number, length: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { maxItems: number, items: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { minLength: number, length: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { supportedBy: Array<ContactProvider>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { allowedValues: Array<string>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      > }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
   | null };

export type AddZuoraContactMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type AddZuoraContactMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, requestId: string, contact: { id: string, provider: ContactProvider, customerId: string, externalId: string, name: string | null, firstName: string | null, lastName: string | null, nickname: string | null, notes: string | null, emails: Array<{ address: string, kind: ContactEmailKind | null }>, phones: Array<{ number: string, kind: ContactPhoneKind | null }>, address: { line1: string | null, line2: string | null, city: string | null, region: string | null, county: string | null, postalCode: string | null, country: string | null, taxRegion: string | null } | null, customFields: Array<{ name: string, value: unknown }> }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, violations: Array<
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { expected: string, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { minimum: number | null, maximum: number | null, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { providerCode: string | null, providerMessage: string | null, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { maxLength: number, length: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { maxItems: number, items: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { minLength: number, length: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { supportedBy: Array<ContactProvider>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { allowedValues: Array<string>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      > }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
   | null };

export type EveryFaultAtOnceMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type EveryFaultAtOnceMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, requestId: string, contact: { id: string, customerId: string, externalId: string, name: string | null, email: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, violations: Array<
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { expected: string, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { minimum: number | null, maximum: number | null, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { providerCode: string | null, providerMessage: string | null, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { maxLength: number, length: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { maxItems: number, items: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { minLength: number, length: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { supportedBy: Array<ContactProvider>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
        | { allowedValues: Array<string>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      > }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
   | null };

export type CustomerNotFoundMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type CustomerNotFoundMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, requestId: string, contact: { id: string, customerId: string, externalId: string, name: string | null, email: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, customerId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
   | null };

export type DuplicateMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type DuplicateMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, requestId: string, contact: { id: string, customerId: string, externalId: string, name: string | null, email: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, existing: { id: string, customerId: string, externalId: string, name: string | null, email: string | null } | null }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
   | null };

export type ProviderAccessMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type ProviderAccessMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, requestId: string, contact: { id: string, customerId: string, externalId: string, name: string | null, email: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, accessProblem: ContactProviderAccessProblem }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
   | null };

export type RateLimitedMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type RateLimitedMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, requestId: string, contact: { id: string, customerId: string, externalId: string, name: string | null, email: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
   | null };

export type UnavailableMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type UnavailableMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, requestId: string, contact: { id: string, customerId: string, externalId: string, name: string | null, email: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, retryAfterSeconds: number | null }
   | null };

export type RejectedMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type RejectedMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, requestId: string, contact: { id: string, customerId: string, externalId: string, name: string | null, email: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, violations: Array<
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
      > }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, providerCode: string | null, providerMessage: string | null }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
   | null };

export type OutcomeUnknownMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type OutcomeUnknownMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, requestId: string, contact: { id: string, customerId: string, externalId: string, name: string | null, email: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, uncertainty: string, retryAfterSeconds: number | null, possibleMatches: Array<{ id: string, customerId: string, externalId: string, name: string | null, email: string | null }> }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
   | null };

export type IdempotencyConflictMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  otherInput: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type IdempotencyConflictMutation = { first:
    | { __typename: 'AddContactSuccess', replayed: boolean, contact: { id: string, customerId: string, externalId: string, name: string | null, email: string | null } }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string }
   | null, addContact:
    | { __typename: 'AddContactSuccess' }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, conflict: ContactIdempotencyConflict, retryAfterSeconds: number | null }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
   | null };

export type ContactNotFoundMutationVariables = Exact<{
  id: string | number;
  input: UpdateContactInput;
  options?: UpdateContactOptions | null | undefined;
}>;


export type ContactNotFoundMutation = { updateContact:
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, contactId: string }
    | { __typename: 'ContactOperationUnsupportedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'UpdateContactSuccess', replayed: boolean, requestId: string, contact: { id: string, name: string | null, email: string | null } }
   | null };

export type OperationUnsupportedMutationVariables = Exact<{
  id: string | number;
  options?: RemoveContactOptions | null | undefined;
}>;


export type OperationUnsupportedMutation = { removeContact:
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOperationUnsupportedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, operation: ContactOperation, supportedBy: Array<ContactProvider> }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'RemoveContactSuccess', contactId: string, replayed: boolean, requestId: string }
   | null };

export type ReadContactsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ReadContactsQuery = { chargebee: { nodes: Array<{ id: string, name: string | null, email: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, chartmogul: { nodes: Array<{ id: string, name: string | null, email: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, cro: { nodes: Array<{ id: string, name: string | null, email: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, rpm: { nodes: Array<{ id: string, name: string | null, email: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, zuora: { nodes: Array<{ id: string, name: string | null, email: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type PageFragment = { nodes: Array<{ id: string, name: string | null, email: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } };

export type ReadContactQueryVariables = Exact<{
  id: string | number;
}>;


export type ReadContactQuery = { contact: { id: string, customerId: string, externalId: string, name: string | null, email: string | null, customer: { id: string, contacts: { nodes: Array<{ id: string, name: string | null }> } | null } } | null };

export type PreviewContactQueryVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type PreviewContactQuery = { previewAddContact: { valid: boolean, violations: Array<
      | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { expected: string, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { minimum: number | null, maximum: number | null, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { providerCode: string | null, providerMessage: string | null, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { maxLength: number, length: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { maxItems: number, items: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { minLength: number, length: number, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { supportedBy: Array<ContactProvider>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { allowedValues: Array<string>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
    >, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> } | null };

export type ContactProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type ContactProvidersQuery = { contactProviders: Array<{ provider: ContactProvider, name: string, mode: ContactProviderMode, documentationUrl: string, customerIdFormat: string, customerIdPattern: string, customerIdExample: string, operations: Array<ContactOperation>, nativeIdempotency: boolean, maxContactsPerCustomer: number | null, requiresAnyOf: Array<Array<string>>, fields: Array<{ path: Array<string>, type: ContactFieldType, inList: boolean, kind: string | null, places: number | null, maxItems: number | null, group: ContactFieldGroup, title: string, help: string | null, required: boolean, requiredUnless: Array<Array<string>>, excludes: Array<Array<string>>, minLength: number | null, maxLength: number | null, minimum: number | null, maximum: number | null, pattern: string | null, format: string | null, defaultValue: unknown, example: unknown, isDefault: boolean, fallbackFor: Array<string>, joinedMaxLength: number | null, joinedWith: string | null, providerField: string, choices: Array<{ value: string, title: string }> | null }>, options: Array<{ path: Array<string>, type: ContactFieldType, inList: boolean, kind: string | null, places: number | null, maxItems: number | null, group: ContactFieldGroup, title: string, help: string | null, required: boolean, requiredUnless: Array<Array<string>>, excludes: Array<Array<string>>, minLength: number | null, maxLength: number | null, minimum: number | null, maximum: number | null, pattern: string | null, format: string | null, defaultValue: unknown, example: unknown, isDefault: boolean, fallbackFor: Array<string>, joinedMaxLength: number | null, joinedWith: string | null, providerField: string, choices: Array<{ value: string, title: string }> | null }> }> | null };

export type FieldFragment = { path: Array<string>, type: ContactFieldType, inList: boolean, kind: string | null, places: number | null, maxItems: number | null, group: ContactFieldGroup, title: string, help: string | null, required: boolean, requiredUnless: Array<Array<string>>, excludes: Array<Array<string>>, minLength: number | null, maxLength: number | null, minimum: number | null, maximum: number | null, pattern: string | null, format: string | null, defaultValue: unknown, example: unknown, isDefault: boolean, fallbackFor: Array<string>, joinedMaxLength: number | null, joinedWith: string | null, providerField: string, choices: Array<{ value: string, title: string }> | null };

export type ContactFormQueryVariables = Exact<{
  provider: ContactProvider;
}>;


export type ContactFormQuery = { contactProvider: { name: string, customerIdExample: string, jsonSchema: unknown } | null };

export type AddUnlessThereMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type AddUnlessThereMutation = { addContact:
    | { __typename: 'AddContactSuccess', created: boolean, contact: { id: string, name: string | null, email: string | null }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, reason: string | null }> }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome, matches: Array<{ id: string, name: string | null, email: string | null }> }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
   | null };

export type AccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountsQuery = { contactProviders: Array<{ provider: ContactProvider, accounts: Array<{ name: string | null, mode: ContactProviderMode, health: ContactProviderHealth }> }> | null };

export type AddAtAccountMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  options?: AddContactOptions | null | undefined;
}>;


export type AddAtAccountMutation = { addContact:
    | { __typename: 'AddContactSuccess', replayed: boolean, contact: { id: string, name: string | null, email: string | null } }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome, violations: Array<
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string }
      > }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, outcome: ContactWriteOutcome }
   | null };

export type ReadAtAccountQueryVariables = Exact<{
  id: string | number;
  customerId: string | number;
  provider: ContactProvider;
  account?: string | number | null | undefined;
}>;


export type ReadAtAccountQuery = { contact: { id: string, name: string | null, email: string | null } | null, contacts: { nodes: Array<{ id: string, name: string | null }> } | null };

export type AttemptAtAccountQueryVariables = Exact<{
  provider: ContactProvider;
  account?: string | number | null | undefined;
  idempotencyKey: string | number;
}>;


export type AttemptAtAccountQuery = { contactAttempt: { state: AddContactAttemptState, result:
      | { __typename: 'AddContactSuccess', contact: { id: string, name: string | null } }
      | { __typename: 'ContactCustomerNotFoundError' }
      | { __typename: 'ContactDuplicateError' }
      | { __typename: 'ContactIdempotencyConflictError' }
      | { __typename: 'ContactInputInvalidError' }
      | { __typename: 'ContactNotFoundError' }
      | { __typename: 'ContactOperationUnsupportedError' }
      | { __typename: 'ContactOutcomeUnknownError' }
      | { __typename: 'ContactProviderAccessError' }
      | { __typename: 'ContactProviderRateLimitedError' }
      | { __typename: 'ContactProviderRejectedError' }
      | { __typename: 'ContactProviderUnavailableError' }
      | { __typename: 'RemoveContactSuccess' }
      | { __typename: 'UpdateContactSuccess' }
     | null } | null };

export type UpdateContactMutationVariables = Exact<{
  id: string | number;
  input: UpdateContactInput;
  options?: UpdateContactOptions | null | undefined;
}>;


export type UpdateContactMutation = { updateContact:
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, violations: Array<
        | { conflictsWith: Array<Array<string>>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
        | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string }
      > }
    | { __typename: 'ContactNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOperationUnsupportedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, uncertainty: string, retryAfterSeconds: number | null }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'UpdateContactSuccess', replayed: boolean, requestId: string, contact: { id: string, firstName: string | null, lastName: string | null, label: string | null, email: string | null, enabled: boolean | null, phones: Array<{ number: string }> }, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> }
   | null };

export type RemoveContactMutationVariables = Exact<{
  customerId: string | number;
  provider: ContactProvider;
  input: AddContactInput;
  id: string | number;
  options?: RemoveContactOptions | null | undefined;
}>;


export type RemoveContactMutation = { first:
    | { __typename: 'AddContactSuccess', contact: { id: string, name: string | null } }
    | { __typename: 'ContactCustomerNotFoundError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactDuplicateError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string }
   | null, removeContact:
    | { __typename: 'ContactIdempotencyConflictError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactInputInvalidError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactNotFoundError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, contactId: string }
    | { __typename: 'ContactOperationUnsupportedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactOutcomeUnknownError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string, uncertainty: string, retryAfterSeconds: number | null }
    | { __typename: 'ContactProviderAccessError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRateLimitedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderRejectedError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'ContactProviderUnavailableError', code: ContactErrorCode, message: string, userMessage: string, retryable: boolean, outcome: ContactWriteOutcome, requestId: string }
    | { __typename: 'RemoveContactSuccess', contactId: string, replayed: boolean, requestId: string, customer: { id: string } }
   | null };

export type PreviewUpdateQueryVariables = Exact<{
  id: string | number;
  input: UpdateContactInput;
  options?: UpdateContactOptions | null | undefined;
}>;


export type PreviewUpdateQuery = { previewUpdateContact: { valid: boolean, violations: Array<
      | { conflictsWith: Array<Array<string>>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { supportedBy: Array<ContactProvider>, path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
      | { path: Array<string>, code: ContactFieldViolationCode, message: string, userMessage: string, providerField: string | null }
    >, fields: Array<{ path: Array<string>, fate: ContactFieldFateKind, providerField: string | null, reason: string | null }> } | null };

export const ContactPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContactParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"emails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phones"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}}]} as unknown as DocumentNode<ContactPartsFragment, unknown>;
export const ErrorPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ErrorParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]} as unknown as DocumentNode<ErrorPartsFragment, unknown>;
export const PageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]} as unknown as DocumentNode<PageFragment, unknown>;
export const FieldFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Field"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldCapability"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"inList"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"places"}},{"kind":"Field","name":{"kind":"Name","value":"maxItems"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"help"}},{"kind":"Field","name":{"kind":"Name","value":"required"}},{"kind":"Field","name":{"kind":"Name","value":"requiredUnless"}},{"kind":"Field","name":{"kind":"Name","value":"excludes"}},{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"minimum"}},{"kind":"Field","name":{"kind":"Name","value":"maximum"}},{"kind":"Field","name":{"kind":"Name","value":"pattern"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"defaultValue"}},{"kind":"Field","name":{"kind":"Name","value":"example"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"fallbackFor"}},{"kind":"Field","name":{"kind":"Name","value":"joinedMaxLength"}},{"kind":"Field","name":{"kind":"Name","value":"joinedWith"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}}]}}]} as unknown as DocumentNode<FieldFragment, unknown>;
export const FirstMutationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"FirstMutation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"StringValue","value":"cus_acme","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"EnumValue","value":"CHARGEBEE"}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"firstName"},"value":{"kind":"StringValue","value":"Ada","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"lastName"},"value":{"kind":"StringValue","value":"Lovelace","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"emails"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"address"},"value":{"kind":"StringValue","value":"ada@example.com","block":false}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"notifications"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"BILLING_EMAIL"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"notifications"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}}]}}]}}]}}]}}]} as unknown as DocumentNode<FirstMutationMutation, FirstMutationMutationVariables>;
export const AddContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContactParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ErrorParts"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderAccessError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessProblem"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderRateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"providerMessage"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactOutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uncertainty"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"possibleMatches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContactParts"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactIdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conflict"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContactParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"emails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phones"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ErrorParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]} as unknown as DocumentNode<AddContactMutation, AddContactMutationVariables>;
export const AddChargebeeContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddChargebeeContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"emails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"address"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phones"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"notifications"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportedBy"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooLong"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"length"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooShort"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"length"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooMany"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxItems"}},{"kind":"Field","name":{"kind":"Name","value":"items"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldOutOfRange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minimum"}},{"kind":"Field","name":{"kind":"Name","value":"maximum"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFormatInvalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expected"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldValueUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowedValues"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldRefused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"providerMessage"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<AddChargebeeContactMutation, AddChargebeeContactMutationVariables>;
export const AddChartMogulContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddChartMogulContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"jobTitle"}},{"kind":"Field","name":{"kind":"Name","value":"emails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"address"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phones"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"socialProfiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"linkedIn"}},{"kind":"Field","name":{"kind":"Name","value":"twitter"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportedBy"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooLong"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"length"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooShort"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"length"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooMany"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxItems"}},{"kind":"Field","name":{"kind":"Name","value":"items"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldOutOfRange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minimum"}},{"kind":"Field","name":{"kind":"Name","value":"maximum"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFormatInvalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expected"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldValueUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowedValues"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldRefused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"providerMessage"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<AddChartMogulContactMutation, AddChartMogulContactMutationVariables>;
export const AddCroContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddCroContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"emails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"address"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phones"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notifications"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportedBy"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooLong"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"length"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooShort"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"length"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooMany"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxItems"}},{"kind":"Field","name":{"kind":"Name","value":"items"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldOutOfRange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minimum"}},{"kind":"Field","name":{"kind":"Name","value":"maximum"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFormatInvalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expected"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldValueUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowedValues"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldRefused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"providerMessage"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<AddCroContactMutation, AddCroContactMutationVariables>;
export const AddRpmContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddRpmContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"salutation"}},{"kind":"Field","name":{"kind":"Name","value":"jobTitle"}},{"kind":"Field","name":{"kind":"Name","value":"emails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"address"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phones"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"primary"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportedBy"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooLong"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"length"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooShort"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"length"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooMany"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxItems"}},{"kind":"Field","name":{"kind":"Name","value":"items"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldOutOfRange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minimum"}},{"kind":"Field","name":{"kind":"Name","value":"maximum"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFormatInvalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expected"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldValueUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowedValues"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldRefused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"providerMessage"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<AddRpmContactMutation, AddRpmContactMutationVariables>;
export const AddZuoraContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddZuoraContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"nickname"}},{"kind":"Field","name":{"kind":"Name","value":"emails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phones"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line1"}},{"kind":"Field","name":{"kind":"Name","value":"line2"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"county"}},{"kind":"Field","name":{"kind":"Name","value":"postalCode"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"taxRegion"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"customFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportedBy"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooLong"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"length"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooShort"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"length"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooMany"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxItems"}},{"kind":"Field","name":{"kind":"Name","value":"items"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldOutOfRange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minimum"}},{"kind":"Field","name":{"kind":"Name","value":"maximum"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFormatInvalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expected"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldValueUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowedValues"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldRefused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"providerMessage"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<AddZuoraContactMutation, AddZuoraContactMutationVariables>;
export const EveryFaultAtOnceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EveryFaultAtOnce"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportedBy"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooLong"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"length"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooShort"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"length"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooMany"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxItems"}},{"kind":"Field","name":{"kind":"Name","value":"items"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldOutOfRange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minimum"}},{"kind":"Field","name":{"kind":"Name","value":"maximum"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFormatInvalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expected"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldValueUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowedValues"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldRefused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"providerMessage"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<EveryFaultAtOnceMutation, EveryFaultAtOnceMutationVariables>;
export const CustomerNotFoundDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CustomerNotFound"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactCustomerNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerId"}}]}}]}}]}}]} as unknown as DocumentNode<CustomerNotFoundMutation, CustomerNotFoundMutationVariables>;
export const DuplicateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Duplicate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactDuplicateError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}}]}}]} as unknown as DocumentNode<DuplicateMutation, DuplicateMutationVariables>;
export const ProviderAccessDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ProviderAccess"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderAccessError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessProblem"}}]}}]}}]}}]} as unknown as DocumentNode<ProviderAccessMutation, ProviderAccessMutationVariables>;
export const RateLimitedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RateLimited"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderRateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}}]}}]}}]} as unknown as DocumentNode<RateLimitedMutation, RateLimitedMutationVariables>;
export const UnavailableDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Unavailable"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}}]}}]}}]} as unknown as DocumentNode<UnavailableMutation, UnavailableMutationVariables>;
export const RejectedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Rejected"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"providerMessage"}}]}}]}}]}}]} as unknown as DocumentNode<RejectedMutation, RejectedMutationVariables>;
export const OutcomeUnknownDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"OutcomeUnknown"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactOutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uncertainty"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"possibleMatches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}}]}}]} as unknown as DocumentNode<OutcomeUnknownMutation, OutcomeUnknownMutationVariables>;
export const IdempotencyConflictDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"IdempotencyConflict"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"otherInput"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"first"},"name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"otherInput"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactIdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conflict"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}}]}}]}}]} as unknown as DocumentNode<IdempotencyConflictMutation, IdempotencyConflictMutationVariables>;
export const ContactNotFoundDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ContactNotFound"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactId"}}]}}]}}]}}]} as unknown as DocumentNode<ContactNotFoundMutation, ContactNotFoundMutationVariables>;
export const OperationUnsupportedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"OperationUnsupported"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactOperationUnsupportedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"supportedBy"}}]}}]}}]}}]} as unknown as DocumentNode<OperationUnsupportedMutation, OperationUnsupportedMutationVariables>;
export const ReadContactsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadContacts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"chargebee"},"name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"StringValue","value":"cus_globex","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"EnumValue","value":"CHARGEBEE"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"chartmogul"},"name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"StringValue","value":"cus_00000000-0000-4000-8000-000000000002","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"EnumValue","value":"CHARTMOGUL"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"cro"},"name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"StringValue","value":"1002","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"EnumValue","value":"CRO"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"rpm"},"name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"StringValue","value":"2002","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"EnumValue","value":"RPM"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"zuora"},"name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"StringValue","value":"A00000003","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"EnumValue","value":"ZUORA"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Page"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Page"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]} as unknown as DocumentNode<ReadContactsQuery, ReadContactsQueryVariables>;
export const ReadContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReadContactQuery, ReadContactQueryVariables>;
export const PreviewContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PreviewContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"previewAddContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"valid"}},{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportedBy"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooLong"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"length"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooShort"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"length"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldTooMany"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxItems"}},{"kind":"Field","name":{"kind":"Name","value":"items"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldOutOfRange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minimum"}},{"kind":"Field","name":{"kind":"Name","value":"maximum"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldFormatInvalid"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expected"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldValueUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowedValues"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldRefused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"providerMessage"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]} as unknown as DocumentNode<PreviewContactQuery, PreviewContactQueryVariables>;
export const ContactProvidersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactProviders"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactProviders"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"documentationUrl"}},{"kind":"Field","name":{"kind":"Name","value":"customerIdFormat"}},{"kind":"Field","name":{"kind":"Name","value":"customerIdPattern"}},{"kind":"Field","name":{"kind":"Name","value":"customerIdExample"}},{"kind":"Field","name":{"kind":"Name","value":"operations"}},{"kind":"Field","name":{"kind":"Name","value":"nativeIdempotency"}},{"kind":"Field","name":{"kind":"Name","value":"maxContactsPerCustomer"}},{"kind":"Field","name":{"kind":"Name","value":"requiresAnyOf"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Field"}}]}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Field"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldCapability"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"inList"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"places"}},{"kind":"Field","name":{"kind":"Name","value":"maxItems"}},{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"help"}},{"kind":"Field","name":{"kind":"Name","value":"required"}},{"kind":"Field","name":{"kind":"Name","value":"requiredUnless"}},{"kind":"Field","name":{"kind":"Name","value":"excludes"}},{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"minimum"}},{"kind":"Field","name":{"kind":"Name","value":"maximum"}},{"kind":"Field","name":{"kind":"Name","value":"pattern"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"defaultValue"}},{"kind":"Field","name":{"kind":"Name","value":"example"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"fallbackFor"}},{"kind":"Field","name":{"kind":"Name","value":"joinedMaxLength"}},{"kind":"Field","name":{"kind":"Name","value":"joinedWith"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}}]}}]} as unknown as DocumentNode<ContactProvidersQuery, ContactProvidersQueryVariables>;
export const ContactFormDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactForm"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactProvider"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"customerIdExample"}},{"kind":"Field","name":{"kind":"Name","value":"jsonSchema"}}]}}]}}]} as unknown as DocumentNode<ContactFormQuery, ContactFormQueryVariables>;
export const AddUnlessThereDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddUnlessThere"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactDuplicateError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AddUnlessThereMutation, AddUnlessThereMutationVariables>;
export const AccountsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactProviders"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"health"}}]}}]}}]}}]} as unknown as DocumentNode<AccountsQuery, AccountsQueryVariables>;
export const AddAtAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddAtAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AddAtAccountMutation, AddAtAccountMutationVariables>;
export const ReadAtAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadAtAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<ReadAtAccountQuery, ReadAtAccountQueryVariables>;
export const AttemptAtAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AttemptAtAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactAttempt"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<AttemptAtAccountQuery, AttemptAtAccountQueryVariables>;
export const UpdateContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phones"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactInputInvalidError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conflictsWith"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactOutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uncertainty"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}}]}}]}}]} as unknown as DocumentNode<UpdateContactMutation, UpdateContactMutationVariables>;
export const RemoveContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"first"},"name":{"kind":"Name","value":"addContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AddContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"removeContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveContactSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactOutcomeUnknownError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uncertainty"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}}]}}]}}]} as unknown as DocumentNode<RemoveContactMutation, RemoveContactMutationVariables>;
export const PreviewUpdateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PreviewUpdate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateContactOptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"previewUpdateContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"valid"}},{"kind":"Field","name":{"kind":"Name","value":"violations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"userMessage"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldUnsupported"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportedBy"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFieldConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conflictsWith"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"fate"}},{"kind":"Field","name":{"kind":"Name","value":"providerField"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]} as unknown as DocumentNode<PreviewUpdateQuery, PreviewUpdateQueryVariables>;