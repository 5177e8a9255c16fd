/** Beyond every wait of a test that passes, on a busy machine too. */
const PATIENCE_MS = 20_000;

/** The value of a promise. Where it does not come, the test says what it waited for. */
export async function inTime<Value>(promise: Promise<Value>, what: string): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`It waited in vain: ${what}.`)), PATIENCE_MS);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
