/** The violations of one text, by the design's rules for texts. */
import { type DocumentedText, isControl, OWN_MAX } from './documented.js';

export type TextFault = 'TOO_SHORT' | 'TOO_LONG' | 'FORMAT';

export function textFaults(text: string, rules: Partial<DocumentedText>): TextFault[] {
  const { min = 1, multiline = false, email = false } = rules;
  const ownMax = email ? OWN_MAX.address : multiline ? OWN_MAX.lines : OWN_MAX.line;
  const max = rules.max ?? ownMax;
  const points = Array.from(text, (point) => point.codePointAt(0) ?? 0);
  const faults: TextFault[] = [];
  if (points.length < min) faults.push('TOO_SHORT');
  else if (points.length > max) faults.push('TOO_LONG');
  const isSound = points.every(
    (point) => !isControl(point, multiline) && !(point >= 0xd800 && point <= 0xdfff),
  );
  if (points.length === 0 || points.length > ownMax) return faults;
  if (!isSound || (email ? !isAddress(text) : !isMeant(points, text, rules))) faults.push('FORMAT');
  return faults;
}

/** Ranges, inclusive, of characters that are never intended in a text of one line. */
const UNINTENDED: readonly (readonly [number, number])[] = [
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0xfdd0, 0xfdef],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffd],
];

/** Whether the text shows something, and holds nothing that is never intended in its field. */
function isMeant(points: readonly number[], text: string, rules: Partial<DocumentedText>): boolean {
  const { multiline = false, phone = false, webUrl = false } = rules;
  const isUnintended = (point: number) =>
    UNINTENDED.some(([first, last]) => point >= first && point <= last) || (point & 0xfffe) === 0xfffe;
  if (points.every((point) => !isVisible(String.fromCodePoint(point)))) return false;
  if (!multiline && points.some(isUnintended)) return false;
  if (phone && points.some((point) => point === 0xad || point === 0x200b)) return false;
  // A colon after a scheme: a link that makes a browser do something other than load a page.
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text.trim())?.[1]?.toLowerCase();
  return !webUrl || scheme === undefined || ['http', 'https'].includes(scheme) || !URL.canParse(text);
}

function isVisible(point: string): boolean {
  return point.trim() !== '' && point !== '\u2800' && !/[\p{Cf}\p{DI}]/u.test(point);
}

/**
 * Whether a text is an address. True and false agree with any reading of the standards for texts of the
 * arbitraries, not for every text: the project's own check uses a library.
 */
export function isAddress(text: string): boolean {
  const [local = '', domain = '', ...others] = text.split('@');
  const isLocal =
    local.length <= 64 && local.split('.').every((part) => /^[\w!#$%&'*+/=?^`{|}~-]+$/.test(part));
  const labels = domain.split('.');
  const isDomain =
    labels.length > 1 && labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label));
  return (
    others.length === 0 &&
    isLocal &&
    isDomain &&
    text.length <= 254 &&
    /^[a-z]{2,}$/i.test(labels.at(-1) ?? '')
  );
}
