/** What is under way gets this long to end by itself. What is left is kept: reports in the journal, all else on the server. */
const PATIENCE_MS = 1500;

/** Aborted when this program is asked to end, which it says at once; it ends soon then, and at once when it is asked again. */
export function stopSignal(sayStopping: () => void): AbortSignal {
  const stopping = new AbortController();
  const signals = ["SIGINT", "SIGTERM"] as const;
  const stop = () => {
    for (const signal of signals) {
      process.off(signal, stop);
    }
    sayStopping();
    setTimeout(() => process.exit(130), PATIENCE_MS).unref();
    stopping.abort();
  };
  for (const signal of signals) {
    process.on(signal, stop);
  }
  return stopping.signal;
}
