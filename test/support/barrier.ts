/**
 * Resolves once a server of this process has read what was sent to it, or noticed a hang-up: it answers a
 * later request.
 */
export async function untilHeard(url: string): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await (await fetch(new URL('/livez', url))).text();
}
