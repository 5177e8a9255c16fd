/**
 * A process's resource usage as reported by the operating system, without querying or changing the process.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Only Linux reports these for another process. */
export const hasAccounting = existsSync('/proc/self/schedstat');

/** A process's user and system time so far. */
export interface CpuReading {
  /** Nanoseconds by thread. */
  readonly threads: ReadonlyMap<string, bigint>;
}

/**
 * The scheduler's own total per thread. `/proc/PID/stat` has the same totals, but rounded to 10 ms, which is
 * a hundred requests.
 */
export function readCpu(pid: number): CpuReading {
  const threads = readdirSync(`/proc/${pid}/task`).map((thread): [string, bigint] => {
    const [nanoseconds = ''] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    return [thread, BigInt(nanoseconds)];
  });
  return { threads: new Map(threads) };
}

/** Microseconds between two readings. Throws if a thread ended, because its time is then lost. */
export function cpuMicroseconds(before: CpuReading, after: CpuReading): number {
  for (const thread of before.threads.keys()) {
    if (!after.threads.has(thread)) throw new Error('A thread of the server ended while it was measured.');
  }
  let nanoseconds = 0n;
  for (const [thread, time] of after.threads) nanoseconds += time - (before.threads.get(thread) ?? 0n);
  return Number(nanoseconds) / 1000;
}

/** Resident memory in bytes. */
export function readMemory(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error('The server has no memory to be read.');
  return Number(kilobytes) * 1024;
}
