/** Longer than any wait of a passing test, on a busy machine too. */
const PATIENCE_MS = 20_000;

/** The value of a promise. If it does not arrive, the error names what the test waited for. */
export async function inTime<Value>(promise: Promise<Value>, what: string): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`It waited in vain: ${what}.`)), PATIENCE_MS);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
