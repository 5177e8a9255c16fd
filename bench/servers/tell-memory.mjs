/** Preloaded into a server to measure its retained memory: forces a collection and reports what is left. */
process.on('message', () => {
  // The second run collects what the first one finalized.
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  process.send({ bytes: heapUsed + external });
});
// Only the server decides when the process ends.
process.channel.unref();
