/** A planted mistake. */
export interface Mutant {
  readonly name: string;
  /** Relative to the project root. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** The test file that must catch it, relative to the project root. */
  readonly test: string;
}
