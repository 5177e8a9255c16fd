/** CRO's preset customers in the sandbox, and what each provokes. */
import { faultIds } from '../kit/fault-ids.js';
import type { SandboxReply } from '../kit/vendor.js';

/** Customer id to the fault it provokes. */
export const FAULTS = faultIds((_words, digits) => digits, ['ERROR_IN_200']);

/** Customer id to the rejection of every write, naming a field of the call's model. Reads are answered. */
export const WRITE_REJECTIONS: Readonly<Record<string, (model: string) => SandboxReply>> = {
  9000400: (model) => ({
    status: 400,
    body: {
      field: `${model}.name`,
      detail: 'Invalid characters.',
      explanation: 'The resource could not be accessed.',
    },
  }),
  // The format of a failure up to 2021, with the field in the title.
  9001400: () => ({
    status: 400,
    body: {
      title: 'name',
      detail: 'Invalid characters.',
      explanation: 'The resource could not be accessed.',
    },
  }),
  // Not documented for contacts. For customers, a conflict means the same name and address.
  9000409: (model) => ({
    status: 409,
    body: {
      field: `${model}.name`,
      detail: 'Already exists.',
      explanation: 'There was a conflict with an existing resource.',
    },
  }),
};

/** Customer id to its number of preset contacts. */
export const KNOWN_CUSTOMERS: Readonly<Record<string, number>> = {
  1001: 0,
  1002: 2,
  // More than fit on one page of the default length.
  1003: 120,
  ...Object.fromEntries([...Object.keys(FAULTS), ...Object.keys(WRITE_REJECTIONS)].map((id) => [id, 0])),
};
