/** Suggests the setting that an unknown name probably means. */
import leven, { closestMatch } from 'leven';

/** In a shorter name, one changed letter makes a different word. */
const MIN_LENGTH = 6;
/** Two swapped letters count as two. */
const MAX_DISTANCE = 2;
/** Shared with other programs, which have similar ones: FTP_PROXY is not a typo. */
const SHARED = /_proxy(?:_FILE)?$/i;

export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const candidates = [...known].filter((other) => other.length >= MIN_LENGTH && !SHARED.test(other));
  const target = name.toUpperCase();
  const nearest = closestMatch(target, candidates, { maxDistance: MAX_DISTANCE });
  if (nearest === undefined) return undefined;
  // One letter in four: CROWD_URL is a different setting.
  return leven(target, nearest) <= Math.min(target.length, nearest.length) / 4 ? nearest : undefined;
}
