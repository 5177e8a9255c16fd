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
  "ALLOW": "Add the contact without looking.",
  "REJECT": "Add nothing: the result is a ContactDuplicateError with the contact that matches.",
  "RETURN_EXISTING": "Add nothing: the result is the contact that matches, unchanged.",
  "UPDATE_EXISTING": "Add nothing: change the contact that matches, as updateContact does. What the input does not name stays as it is. The input has to fit both an add and an update."
};

export const existsHelp = "What to do when the customer has a contact that matches.";

export const matches = {
  "EMAIL": "An email address of both is the same, whatever its kind.",
  "EXTERNAL_ID": "Both have the same id. Only where the caller may choose the id of a contact.",
  "PHONE": "A phone number of both has the same signs, whatever its kind: +1 555 0100 does not match +15550100."
};

export const usualMatches: readonly (keyof typeof matches)[] = ["EMAIL"];
