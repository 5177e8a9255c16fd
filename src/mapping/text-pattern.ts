/**
 * The checks in `text-rules.ts` as one anchored regular expression for forms and JSON Schema (ECMAScript,
 * flag `u`). Excludes lengths.
 */
import {
  CONTROL,
  CONTROL_BUT_LAYOUT,
  NO_PART_OF_ADDRESS,
  OTHER_SCHEME,
  type TextLimits,
  UNINTENDED,
  UNINTENDED_IN_NUMBER,
  VISIBLE,
} from './text-rules.js';

const HALF_CHARACTER = '\\p{Cs}';

/** Matches a text that breaks no rule, lengths aside. */
export function textPattern(limits: TextLimits): string {
  if (limits.email) return EMAIL;
  const { min = 1, multiline, phone, webUrl, pattern } = limits;
  const unwanted = [
    HALF_CHARACTER,
    (multiline ? CONTROL_BUT_LAYOUT : CONTROL).source,
    ...(multiline ? [] : [UNINTENDED.source]),
    ...(phone ? [UNINTENDED_IN_NUMBER.source] : []),
  ];
  const rules = [
    without(unwanted),
    ...(webUrl ? [`(?!${unanchored(OTHER_SCHEME)})`] : []),
    ...(pattern && unanchored(pattern) !== '' ? [`(?=${unanchored(pattern)})`] : []),
  ].join('');
  const text = `${rules}${ANY}*${VISIBLE.source}${ANY}*`;
  return min === 0 ? `^(?:${text})?$` : `^${text}$`;
}

const ANY = '[\\s\\S]';

function without(sources: readonly string[]): string {
  return `(?!${ANY}*(?:${sources.join('|')}))`;
}

/** The pattern without its leading anchor, which every table pattern has. */
function unanchored({ source }: RegExp): string {
  if (!source.startsWith('^')) throw new TypeError(`The pattern ${source} is not anchored.`);
  return source.slice(1);
}

/**
 * The characters that the email check accepts. A pattern cannot count bytes, so RFC 5321's limits are exact
 * for ASCII addresses only.
 */
const BEYOND_ASCII = '\\u00A1-\\uD7FF\\uF900-\\uFDCF';
const LOCAL = `[A-Za-z\\d!#$%&'*+\\-\\/=?^_\`\\{\\|\\}~${BEYOND_ASCII}\\uFDF0-\\uFFEF]`;
const LABEL = 'A-Za-z\\d\\u00A1-\\uFF00\\uFF5F-\\uFFFF\\u{10000}-\\u{10FFFF}';
const TOP = `[A-Za-z\\u00A1-\\u00A8\\u00AA-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFF00\\uFF5F-\\uFFEF]`;

const EMAIL = [
  `^${without(['"', NO_PART_OF_ADDRESS.source])}`,
  `(?=[^@]{1,64}@)${LOCAL}+(?:\\.${LOCAL}+)*@`,
  `(?:[${LABEL}](?:[${LABEL}\\-]{0,61}[${LABEL}])?\\.)+`,
  `(?=[${LABEL}\\-]{2,63}$)(?:${TOP}{2,}|[Xx][Nn][A-Za-z\\d\\-]+[A-Za-z\\d])$`,
].join('');
