/**
 * Redacts our own credentials from vendor answers: a vendor, or a proxy in between, may echo a header or a
 * token request. Every account registers its credentials here, because an echo may contain another account's.
 */
import { secretsOfHeaders } from '../vendor-http/authorization.js';

export const HIDDEN = '[value]';
/** Anything shorter may occur in ordinary data. `redactText` still removes it from messages. */
const MIN_LENGTH = 8;
/** What may follow a secret in an encoded text: the rest of the Base64 of `key:`, or padding. */
const ENCODED_REST = '[\\w+/=%-]*';
/** Percent-encoding, JSON escapes and HTML character references can each hide a secret letter by letter. */
const ESCAPED =
  /%[0-9a-f]{2}|\\u[0-9a-f]{4}|\\["\\/bfnrt]|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|quot|apos|lt|gt);/giu;
const ESCAPED_RUN = /(?:%[0-9a-f]{2})+/gi;
/** Code units per answer to search for unusual escapes; the common ones are searched for everywhere. */
const MAX_UNESCAPED = 65_536;
/** Maximum depth of nested escapes. */
const MAX_ROUNDS = 4;

export class Secrets {
  readonly #sources: (() => readonly string[])[] = [];
  #pattern = compile([]);

  /** `read` returns one account's current credentials, because tokens change. */
  register(read: () => readonly string[]): void {
    this.#sources.push(read);
  }

  /** The current credentials of every account, plus those of one exchange. */
  all(exchange: Readonly<Record<string, string>> = {}): readonly string[] {
    return [...new Set([...secretsOfHeaders(exchange), ...this.#sources.flatMap((read) => read())])];
  }

  /** Returns a function that replaces every secret in a text, in each encoding a vendor may use. */
  hider(exchange: Readonly<Record<string, string>>): (text: string) => string {
    const { regExp, minLength } = this.#patternFor(exchange);
    if (!regExp) return (text) => text;
    let left = MAX_UNESCAPED;
    return (text) => {
      if (text.length < minLength) return text;
      const hidden = text.replace(regExp, HIDDEN);
      left -= text.length;
      if (left < 0) return hidden;
      const plain = unescapeText(hidden);
      // If only the unescaped text contains a secret, its position in the original is unknown.
      return plain !== hidden && plain.search(regExp) !== -1 ? plain.replace(regExp, HIDDEN) : hidden;
    };
  }

  /** Reuses the last pattern while it covers all secrets: tokens rarely change. */
  #patternFor(exchange: Readonly<Record<string, string>>): Pattern {
    const lists = [secretsOfHeaders(exchange), ...this.#sources.map((read) => read())];
    const { secrets } = this.#pattern;
    const isComplete = lists.every((list) => list.every((secret) => secrets.has(secret)));
    if (!isComplete) this.#pattern = compile(lists.flat());
    return this.#pattern;
  }
}

interface Pattern {
  readonly secrets: ReadonlySet<string>;
  readonly regExp: RegExp | undefined;
  readonly minLength: number;
}

/** Undoes percent-encoding, JSON escapes and HTML character references, also nested ones. */
export function unescapeText(text: string): string {
  let plain = text;
  for (let round = 0; round < MAX_ROUNDS && /[%\\&]/.test(plain); round += 1) {
    const next = plain.replace(ESCAPED_RUN, decodePercent).replace(ESCAPED, decodeEscape);
    if (next === plain) break;
    plain = next;
  }
  return plain;
}

function decodePercent(run: string): string {
  return Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8');
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' };

function decodeEscape(written: string): string {
  if (written.startsWith('%')) return decodePercent(written);
  if (written.startsWith('\\u')) return String.fromCharCode(Number.parseInt(written.slice(2), 16));
  if (written.startsWith('\\')) return /["\\/]/.test(written[1] ?? '') ? (written[1] ?? '') : ' ';
  const name = written.slice(1, -1).toLowerCase();
  if (!name.startsWith('#')) return NAMED[name] ?? '';
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

function compile(all: readonly string[]): Pattern {
  const secrets = new Set(all);
  const long = all.filter(({ length }) => length >= MIN_LENGTH);
  const forms = [...new Set(long.flatMap(formsOf))].sort((a, b) => b.length - a.length);
  const shortest = forms.at(-1);
  if (shortest === undefined) return { secrets, regExp: undefined, minLength: 0 };
  const regExp = new RegExp(
    `(?:${forms.map((form) => RegExp.escape(form)).join('|')})${ENCODED_REST}`,
    'giu',
  );
  return { secrets, regExp, minLength: shortest.length };
}

/** The secret verbatim, percent-encoded, in hex, and in Base64 at any offset. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const base64 = [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // Letters that share bits with the neighbors differ from text to text.
    const whole = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [whole, whole.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [secret, encodeURIComponent(secret.toWellFormed()), bytes.toString('hex'), ...base64];
}
