/** How a log line describes an error from a library. */
import { isNativeError } from 'node:util/types';

export interface FaultFields {
  readonly error: string;
  readonly code?: string;
}

/**
 * A message may contain a request's value, or the store's URL with its password. A code comes from the
 * library.
 */
export function describeFault(error: unknown): FaultFields {
  if (!isNativeError(error)) return { error: typeof error };
  const code = codeOf(error);
  return { error: error.name, ...(code !== undefined && { code }) };
}

function codeOf(error: Error): string | undefined {
  if ('errcode' in error && typeof error.errcode === 'number') return sqliteCode(error.errcode);
  if ('code' in error) return /^[A-Z0-9_]{2,40}$/i.test(String(error.code)) ? String(error.code) : undefined;
  return WITHOUT_CODE.find(([text]) => text.test(error.message))?.[1];
}

/** SQLite result codes that an operator can act on. Node gives all of them the same `code`. */
const SQLITE: Readonly<Record<number, string>> = {
  1: 'SQLITE_ERROR',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  26: 'SQLITE_NOTADB',
};

/** The low byte of an extended result code is the primary result code. */
function sqliteCode(result: number): string {
  return SQLITE[result & 0xff] ?? `SQLITE_${result}`;
}

/** Messages of `pg` errors without a code. */
const WITHOUT_CODE: readonly (readonly [RegExp, string])[] = [
  [/^(?:Query read timeout|timeout exceeded when trying to connect|timeout expired)$/, 'TIMEOUT'],
  [/^Connection terminated due to connection timeout$/, 'TIMEOUT'],
  [/^Connection terminated|^Client has encountered a connection error/, 'CONNECTION_LOST'],
];

/** The SDK reports an error as JSON of all its properties, with its stack first. */
export function sdkMessage(text: string): string {
  return messageIn(text).slice(0, 300);
}

function messageIn(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? message : text;
  } catch {
    return text;
  }
}
