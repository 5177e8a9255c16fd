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
  "ContactError": [
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
