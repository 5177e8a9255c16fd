/** Zuora's preset accounts in the sandbox, and what each provokes. */
import { faultIds } from '../kit/fault-ids.js';

export interface Account {
  /** 32 hex digits. */
  readonly id: string;
  readonly number: string;
  readonly name: string;
  /** The contact to bill: a property of the account, not of the contact. */
  readonly billToId?: string;
}

/** A Zuora rejection: the code's two-digit category (API guide, "Error codes") and its text. */
export interface Rejection {
  readonly category: string;
  readonly message: string;
  /** Admits writes that set this field. */
  readonly unlessGiven?: 'state';
}

/** An account with more contacts than fit on one page of most clients. */
export const ACCOUNT_WITH_MANY = 'A00000003';
export const MANY = 45;

const KNOWN: readonly Account[] = [
  {
    id: '2c92c0f86a8dd422016a9e7a70116b01',
    number: 'A00000001',
    name: 'Acme Corporation',
    billToId: '2c92c0f86a8dd422016a9e7a70116c01',
  },
  { id: '2c92c0f86a8dd422016a9e7a70116b02', number: 'A00000002', name: 'Globex' },
  { id: '2c92c0f86a8dd422016a9e7a70116b03', number: ACCOUNT_WITH_MANY, name: 'Initech' },
];

/** Account number to the fault it provokes. */
export const FAULTS = faultIds((words) => `FAULT-${words.toUpperCase().replaceAll('_', '-')}`);

/** Account number to the rejection of every write, in wording specific to Zuora. Reads are answered. */
export const WRITE_REJECTIONS: Readonly<Record<string, Rejection>> = {
  'FAULT-LOCKED': { category: '50', message: 'Operation failed due to lock contention, please retry later.' },
  'FAULT-TEMPORARY': { category: '61', message: 'Temporary error, please retry later.' },
  'FAULT-INTERNAL': { category: '60', message: 'An internal error occurred. Contact Zuora Global Support.' },
  'FAULT-EXTERNAL': { category: '99', message: 'The external tax system did not answer.' },
  'FAULT-FIELD-REFUSED': {
    category: '20',
    message: "'lastName' contains characters that are not allowed.",
  },
  // A text that clients have seen for a contact in a country with states.
  'FAULT-STATE-REQUIRED': {
    category: '22',
    message: 'Taxation Requirement: State is required for contacts in this country.',
    unlessGiven: 'state',
  },
};

/** Every account; those with a fault are numbered from `...f001`. */
export const ACCOUNTS: readonly Account[] = [
  ...KNOWN,
  ...[...Object.keys(FAULTS), ...Object.keys(WRITE_REJECTIONS)].map((number, index) => ({
    id: `2c92c0f86a8dd422016a9e7a7011${(0xf001 + index).toString(16)}`,
    number,
    name: `Account with a fault (${number})`,
  })),
];
