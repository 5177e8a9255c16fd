/** Milliseconds of the processor that this thread has used, so that a busy machine changes no result. */
export function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
