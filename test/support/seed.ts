/**
 * The seed of whatever is random in the tests. `npm test` always plays the same one, so that its result is
 * about the change and not about luck; `npm run test:faults` draws another each time and looks for what
 * nobody has thought of. `FAULT_SEED` repeats a run.
 */
export const SEED = Number(process.env.FAULT_SEED ?? 1);
