/**
 * Loaded into the subgraph's process: measures how long its event loop is blocked, and its memory. A gap
 * between two ticks counts by the CPU time that the thread spent in it, so other load of the machine does not
 * count.
 */
const EVERY_MS = 2;

let longestMs = 0;
let before = process.threadCpuUsage();
const ticks = setInterval(() => {
  const { user, system } = process.threadCpuUsage(before);
  before = process.threadCpuUsage();
  longestMs = Math.max(longestMs, (user + system) / 1000);
}, EVERY_MS);
ticks.unref();

process.on('message', (message) => {
  if (message === 'reset') longestMs = 0;
  if (message === 'collect') globalThis.gc?.();
  process.send?.({ longestMs, rssMb: process.memoryUsage.rss() / 2 ** 20 });
});
process.channel?.unref();
