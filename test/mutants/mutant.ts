/** A planted mistake. */
export interface Mutant {
  readonly name: string;
  /** Below the root of the project. */
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** The file of tests that has to notice, below the root of the project. */
  readonly test: string;
}
