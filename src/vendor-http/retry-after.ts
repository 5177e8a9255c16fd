/**
 * Seconds to wait from a `Retry-After` header, or undefined unless it is whole seconds or an HTTP date.
 * `Date.parse` alone would read "120" as a year; `Number` would read "1e9" as 31 years. With several values,
 * as from a vendor and its proxy, the longest wait satisfies all.
 */
export function retryAfterSeconds(
  header: string | readonly string[] | undefined,
  now = Date.now(),
): number | undefined {
  const waits = [header ?? []]
    .flat()
    .map((value) => value.trim())
    .flatMap((value) => (LIST.test(value) ? value.split(',') : value))
    .map((value) => secondsOf(value.trim(), now))
    .filter((seconds) => seconds !== undefined);
  return waits.length === 0 ? undefined : Math.max(...waits);
}

/** HTTP dates contain a comma too. */
const LIST = /^\d+(?:[ \t]*,[ \t]*\d+)+$/;

function secondsOf(text: string, now: number): number | undefined {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  const time = dateOf(text, now);
  if (time === undefined) return undefined;
  const seconds = Math.max(0, Math.ceil((time - now) / 1000));
  // Same five-digit limit as above: a date in the far future is as meaningless as an invalid one.
  return seconds <= 99_999 ? seconds : undefined;
}

const TIME = '(?<time>\\d{2}:\\d{2}:\\d{2})';
const MONTH = '(?<month>[A-Z][a-z]{2})';

/** RFC 9110's three formats: the current one and two obsolete ones. */
const DATES = [
  new RegExp(`^[A-Z][a-z]{2}, (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`),
  new RegExp(`^[A-Z][a-z]{5,8}, (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT$`),
  new RegExp(`^[A-Z][a-z]{2} ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

function dateOf(text: string, now: number): number | undefined {
  for (const form of DATES) {
    const { day, month, year = '', time } = form.exec(text)?.groups ?? {};
    if (day !== undefined) return Date.parse(`${day} ${month} ${fullYear(year, now)} ${time} GMT`);
  }
  return undefined;
}

/** A two-digit year more than 50 years ahead is in the past. */
function fullYear(year: string, now: number): string {
  if (year.length === 4) return year;
  const thisYear = new Date(now).getUTCFullYear();
  const full = Math.floor(thisYear / 100) * 100 + Number(year);
  return String(full > thisYear + 50 ? full - 100 : full);
}
