export const possibleTypes = {
  "AddContactResult": [
    "AddContactSuccess",
    "ContactCustomerNotFoundError",
    "ContactDuplicateError",
    "ContactIdempotencyConflictError",
    "ContactInputInvalidError",
    "ContactOutcomeUnknownError",
    "ContactProviderAccessError",
    "ContactProviderRateLimitedError",
    "ContactProviderRejectedError",
    "ContactProviderUnavailableError"
  ],
  "ContactAttemptResult": [
    "AddContactSuccess",
    "ContactCustomerNotFoundError",
    "ContactDuplicateError",
    "ContactIdempotencyConflictError",
    "ContactInputInvalidError",
    "ContactNotFoundError",
    "ContactOperationUnsupportedError",
    "ContactOutcomeUnknownError",
    "ContactProviderAccessError",
    "ContactProviderRateLimitedError",
    "ContactProviderRejectedError",
    "ContactProviderUnavailableError",
    "RemoveContactSuccess",
    "UpdateContactSuccess"
  ],
  "ContactError": [
    "ContactCustomerNotFoundError",
    "ContactDuplicateError",
    "ContactIdempotencyConflictError",
    "ContactInputInvalidError",
    "ContactNotFoundError",
    "ContactOperationUnsupportedError",
    "ContactOutcomeUnknownError",
    "ContactProviderAccessError",
    "ContactProviderRateLimitedError",
    "ContactProviderRejectedError",
    "ContactProviderUnavailableError"
  ],
  "ContactFieldViolation": [
    "ContactFieldConflict",
    "ContactFieldFormatInvalid",
    "ContactFieldNotAllowed",
    "ContactFieldOutOfRange",
    "ContactFieldRefused",
    "ContactFieldRequired",
    "ContactFieldTooLong",
    "ContactFieldTooMany",
    "ContactFieldTooShort",
    "ContactFieldUnsupported",
    "ContactFieldValueUnsupported"
  ],
  "RemoveContactResult": [
    "ContactIdempotencyConflictError",
    "ContactInputInvalidError",
    "ContactNotFoundError",
    "ContactOperationUnsupportedError",
    "ContactOutcomeUnknownError",
    "ContactProviderAccessError",
    "ContactProviderRateLimitedError",
    "ContactProviderRejectedError",
    "ContactProviderUnavailableError",
    "RemoveContactSuccess"
  ],
  "UpdateContactResult": [
    "ContactDuplicateError",
    "ContactIdempotencyConflictError",
    "ContactInputInvalidError",
    "ContactNotFoundError",
    "ContactOperationUnsupportedError",
    "ContactOutcomeUnknownError",
    "ContactProviderAccessError",
    "ContactProviderRateLimitedError",
    "ContactProviderRejectedError",
    "ContactProviderUnavailableError",
    "UpdateContactSuccess"
  ]
};

export const groupTitles = {
  "ADDRESS": "Address",
  "ADVANCED": "More",
  "CUSTOM": "Custom fields",
  "EMAIL": "Email",
  "NOTES": "Notes",
  "NOTIFICATIONS": "Notifications",
  "PERSON": "Person",
  "PHONE": "Phone",
  "SOCIAL": "Social profiles"
};

export const existsPolicies = {
  "ALLOW": "Add the contact without a check for matches.",
  "REJECT": "Add nothing. The result is a ContactDuplicateError with the contact that matches.",
  "RETURN_EXISTING": "Add nothing. The result is the contact that matches, unchanged.",
  "UPDATE_EXISTING": "Add nothing. Change the contact that matches, as updateContact does. Fields that the input does not name stay unchanged. The input must be valid for both an add and an update."
};

export const existsHelp = "The policy if the customer already has a contact that matches.";

export const matches = {
  "EMAIL": "The contacts share an email address, regardless of its kind.",
  "EXTERNAL_ID": "The contacts have the same id. Only for providers that let the caller choose a contact's id.",
  "PHONE": "The contacts share a phone number, character for character, regardless of its kind: +1 555 0100 does not match +15550100."
};

export const usualMatches: readonly (keyof typeof matches)[] = ["EMAIL"];
