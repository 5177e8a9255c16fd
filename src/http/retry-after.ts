/**
 * Seconds to wait from a `Retry-After` header, or undefined where it holds neither whole seconds nor an HTTP date.
 * `Date.parse` alone would read "120" as a year and `Number` would read "1e9" as 31 years. A list is a header that
 * came more than once, from a vendor and its proxy: neither is known to be right.
 */
export function retryAfterSeconds(
  header: string | readonly string[] | undefined,
  now = Date.now(),
): number | undefined {
  if (typeof header !== 'string') return undefined;
  const text = header.trim();
  if (/^\d{1,5}$/.test(text)) return Number(text);
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined;
  const seconds = Math.max(0, Math.ceil((Date.parse(text) - now) / 1000));
  // No more than the five digits above: a date in the far future tells nothing, nor does one that is none.
  return seconds <= 99_999 ? seconds : undefined;
}
