/**
 * The minimum of several measurements: other load makes some of them longer, and none shorter. Ends with the
 * first one below `enough`.
 */
export async function fastest(enough: number, measure: () => number | Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 10 && least >= enough; tries += 1) least = Math.min(least, await measure());
  return least;
}
