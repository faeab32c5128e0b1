/**
 * Preloaded into every server under test: tells the benchmark, on any message, how much CPU the
 * process has used so far in milliseconds, and goes when the benchmark has gone.
 */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1000);
});
process.on('disconnect', () => {
  process.exit();
});
// The channel alone must not keep a server from stopping by itself.
process.channel?.unref();
