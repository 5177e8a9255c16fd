/**
 * Loaded before a server whose memory is asked for: collects everything that nothing holds, and tells what is
 * left.
 */
process.on('message', () => {
  // The second one takes what the first one found to be finished with.
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  process.send({ bytes: heapUsed + external });
});
// The server alone decides when the process ends.
process.channel.unref();
