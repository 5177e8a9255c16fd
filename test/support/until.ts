import { setTimeout as sleep } from 'node:timers/promises';

/** Whether it became true in time. An endless wait would keep the test run going after its last test. */
export async function until(isTrue: () => boolean | Promise<boolean>, patienceMs = 60_000): Promise<boolean> {
  const patience = AbortSignal.timeout(patienceMs);
  while (!(await isTrue())) {
    if (patience.aborted) return false;
    await sleep(10);
  }
  return true;
}
