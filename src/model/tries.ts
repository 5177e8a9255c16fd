/** Reports the result of each try of a repeated operation. */
export interface ReportTries {
  readonly failed: (error: unknown) => void;
  readonly succeeded: () => void;
}
