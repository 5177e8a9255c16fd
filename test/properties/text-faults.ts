/** What is wrong with one text, by the design's rules for texts. */
import { type DocumentedText, isControl } from './documented.js';

export type TextFault = 'TOO_SHORT' | 'TOO_LONG' | 'FORMAT';

export function textFaults(text: string, rules: Partial<DocumentedText>): TextFault[] {
  const { min = 1, max = Infinity, multiline = false, email = false } = rules;
  const points = Array.from(text, (point) => point.codePointAt(0) ?? 0);
  const faults: TextFault[] = [];
  if (points.length < min) faults.push('TOO_SHORT');
  else if (points.length > max) faults.push('TOO_LONG');
  const isSound = points.every(
    (point) => !isControl(point, multiline) && !(point >= 0xd800 && point <= 0xdfff),
  );
  if (points.length > 0 && (!isSound || (email && !isAddress(text)))) faults.push('FORMAT');
  return faults;
}

/**
 * Whether a text is an address. True and false agree with any reading of the standards for what the arbitraries make, not
 * for every text: the project's own verdict is a library's.
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
