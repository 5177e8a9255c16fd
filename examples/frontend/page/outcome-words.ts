/** Wording for each operation. */
export interface Words {
  /** While it runs. */
  readonly running: string;
  /** As in "the contact was added". */
  readonly done: string;
  readonly replayed: string;
}

export const ADDING: Words = {
  running: 'The contact is being added…',
  done: 'added',
  replayed: 'An earlier request had added it; nothing was added twice.',
};
export const UPDATING: Words = {
  running: 'The contact is being changed…',
  done: 'changed',
  replayed: 'An earlier request had changed it; nothing was changed twice.',
};
export const REMOVING: Words = {
  running: 'The contact is being removed…',
  done: 'removed',
  replayed: 'An earlier request had removed it.',
};
