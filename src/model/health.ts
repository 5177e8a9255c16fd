/** An account's state, as its latest calls show it. */
export const HEALTH_STATES = [
  'UNTRIED',
  'OK',
  'RATE_LIMITED',
  'NOT_ANSWERING',
  'CREDENTIALS_REJECTED',
  'PERMISSION_DENIED',
] as const;

export type HealthState = (typeof HEALTH_STATES)[number];
