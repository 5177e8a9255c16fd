/** CPU time of this thread in milliseconds, so that a busy machine changes no result. */
export function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
