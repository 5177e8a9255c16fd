/**
 * The audit log of writes, one line each on a separate logger. Records who did what at which provider,
 * without personal values.
 */
import { closeSync, openSync } from 'node:fs';
import { pino } from 'pino';
import type { Config } from '../config/config.js';
import type { ContactWrite } from '../graphql/context.js';
import type { ReportTries } from '../model/tries.js';

export interface AuditLog {
  record(write: ContactWrite, by: { readonly caller: string | undefined; readonly requestId: string }): void;
  /** Reopens the file by name after it was rotated. */
  reopen(): void;
  /** A line that cannot be written waits in memory for the next one that can. */
  observe(report: ReportTries): void;
  close(): void;
}

const STDOUT = 1;

/** Bytes of lines that wait in memory for a full disk, about 100,000 lines. Further lines are lost. */
const MAX_WAITING = 32 * 1024 * 1024;

/** Throws Node's error if the file cannot be opened. Later failures are reported, and writes continue. */
export function openAuditLog(target: NonNullable<Config['auditLog']>): AuditLog {
  const file = target === 'stdout' ? undefined : target.file;
  if (file !== undefined) closeSync(openSync(file, 'a'));
  // Each line reaches the kernel before its request is answered.
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
        // It emits the error too, and keeps the open file.
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
