/**
 * The record of writes for operators who must keep one: a line for each, on a logger of its own. It says who
 * did what to which provider, and holds no personal value.
 */
import { closeSync, openSync } from 'node:fs';
import { pino } from 'pino';
import type { Config } from '../config/config.js';
import type { ContactWrite } from '../graphql/context.js';
import type { ReportTries } from '../model/tries.js';

export interface AuditLog {
  record(write: ContactWrite, by: { readonly caller: string | undefined; readonly requestId: string }): void;
  /** Opens the file by its name again, once somebody has moved it away. */
  reopen(): void;
  /** From now on. A line that cannot be written waits in memory, and is written with the next. */
  observe(report: ReportTries): void;
  close(): void;
}

const STDOUT = 1;

/** Bytes of lines that wait for a disk with room: 100,000 of them. What comes then is lost. */
const MAX_WAITING = 32 * 1024 * 1024;

/** Throws Node's error when the file cannot be opened. What fails later is reported, and the writes go on. */
export function openAuditLog(target: NonNullable<Config['auditLog']>): AuditLog {
  const file = target === 'stdout' ? undefined : target.file;
  if (file !== undefined) closeSync(openSync(file, 'a'));
  // Each line is with the system before its request is answered.
  const destination = pino.destination({
    dest: file ?? STDOUT,
    sync: true,
    append: true,
    maxLength: MAX_WAITING,
  });
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
      if (file === undefined) return;
      try {
        destination.reopen();
      } catch {
        // It reports the error itself, and goes on with the file that it has.
      }
    },
    observe({ failed, succeeded }) {
      destination.on('error', failed);
      destination.on('drop', () =>
        failed(Object.assign(new Error('A line is lost.'), { code: 'LINE_LOST' })),
      );
      destination.on('write', succeeded);
    },
    close() {
      if (file !== undefined) destination.end();
    },
  };
}
