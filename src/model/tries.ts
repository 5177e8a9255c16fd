/** What became of each try of something that is tried again and again. */
export interface ReportTries {
  readonly failed: (error: unknown) => void;
  readonly succeeded: () => void;
}
