/** Suggests the setting that an unknown name probably means. */
import leven, { closestMatch } from 'leven';

/** In a shorter name, one other letter makes another word. */
const MIN_LENGTH = 6;
/** Two letters that changed places count as two. */
const MAX_DISTANCE = 2;
/** Read by many programs, which have more of the kind: FTP_PROXY is not a mistake. */
const SHARED = /_proxy(?:_FILE)?$/i;

export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const candidates = [...known].filter((other) => other.length >= MIN_LENGTH && !SHARED.test(other));
  const target = name.toUpperCase();
  const nearest = closestMatch(target, candidates, { maxDistance: MAX_DISTANCE });
  if (nearest === undefined) return undefined;
  // One letter in four: CROWD_URL is a setting of its own.
  return leven(target, nearest) <= Math.min(target.length, nearest.length) / 4 ? nearest : undefined;
}
