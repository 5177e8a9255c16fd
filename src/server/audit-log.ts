/**
 * The record of writes for operators who must keep one: a line for each, on a logger of its own. It says who
 * did what to which provider, and holds no personal value.
 */
import { closeSync, openSync } from 'node:fs';
import { type Logger, pino } from 'pino';
import type { Config } from '../config/config.js';
import type { ContactWrite } from '../graphql/context.js';

export interface AuditLog {
  record(write: ContactWrite, by: { readonly caller: string | undefined; readonly requestId: string }): void;
  /** Opens the file by its name again, once somebody has moved it away. */
  reopen(): void;
  close(): void;
}

const STDOUT = 1;

/** Throws Node's error when the file cannot be opened. What fails later is reported, and the writes go on. */
export function openAuditLog(target: NonNullable<Config['auditLog']>, log: Logger): AuditLog {
  const file = target === 'stdout' ? undefined : target.file;
  if (file !== undefined) closeSync(openSync(file, 'a'));
  // Each line is with the system before its request is answered.
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
