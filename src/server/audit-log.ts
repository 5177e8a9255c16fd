/**
 * The audit log of writes, one line each on a separate logger. Records who did what at which provider,
 * without personal values.
 */
import { closeSync, openSync } from 'node:fs';
import { type Logger, pino } from 'pino';
import type { Config } from '../config/config.js';
import type { ContactWrite } from '../graphql/context.js';

export interface AuditLog {
  record(write: ContactWrite, by: { readonly caller: string | undefined; readonly requestId: string }): void;
  /** Reopens the file by name after it was rotated. */
  reopen(): void;
  close(): void;
}

const STDOUT = 1;

/** Throws Node's error if the file cannot be opened. Later failures are logged, and writes continue. */
export function openAuditLog(target: NonNullable<Config['auditLog']>, log: Logger): AuditLog {
  const file = target === 'stdout' ? undefined : target.file;
  if (file !== undefined) closeSync(openSync(file, 'a'));
  // Each line reaches the kernel before its request is answered.
  const destination = pino.destination({ dest: file ?? STDOUT, sync: true, append: true });
  destination.on('error', ({ code }: NodeJS.ErrnoException) =>
    log.error({ code }, 'the audit log could not be written'),
  );
  const { isoTime: timestamp } = pino.stdTimeFunctions;
  const audit = pino({ base: { name: 'audit' }, level: 'info', timestamp }, destination);
  return {
    record({ operation, provider, account, result, outcome, replayed, isForbidden }, { caller, requestId }) {
      audit.info(
        {
          caller: caller ?? null,
          provider,
          account: account ?? null,
          operation,
          member: result ?? null,
          outcome,
          replayed,
          ...(isForbidden && { forbidden: true }),
          requestId,
        },
        'write',
      );
    },
    reopen() {
      if (file !== undefined) destination.reopen();
    },
    close() {
      if (file !== undefined) destination.end();
    },
  };
}
