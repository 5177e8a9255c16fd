/** What a log line says of an error that a library threw. */
import { isNativeError } from 'node:util/types';

export interface FaultFields {
  readonly error: string;
  readonly code?: string;
}

/**
 * A message may hold a value of a request, or the address of the store with its password. A code is of the
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

/** SQLite's results that an operator can do something about; Node gives all of them the same code. */
const SQLITE: Readonly<Record<number, string>> = {
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  26: 'SQLITE_NOTADB',
};

/** The low byte is the result, the others say more about it. */
function sqliteCode(result: number): string {
  return SQLITE[result & 0xff] ?? `SQLITE_${result}`;
}

/** The texts of `pg` for what it gives no code to. */
const WITHOUT_CODE: readonly (readonly [RegExp, string])[] = [
  [/^(?:Query read timeout|timeout exceeded when trying to connect|timeout expired)$/, 'TIMEOUT'],
  [/^Connection terminated due to connection timeout$/, 'TIMEOUT'],
  [/^Connection terminated|^Client has encountered a connection error/, 'CONNECTION_LOST'],
];
