/**
 * The seed of everything random in the tests. `npm test` always uses the same one, so that its result depends
 * on the change and not on luck; `npm run test:faults` draws a new one each time, to find unexpected cases.
 * `FAULT_SEED` repeats a run.
 */
export const SEED = Number(process.env.FAULT_SEED ?? 1);
