/** Those that a signal is made of. */
const sources = new WeakMap<AbortSignal, readonly AbortSignal[]>();

/**
 * Returns a signal that ends with the first of others; those that are undefined are left out.
 *
 * `AbortSignal.any()` of Node 20 refers weakly to its sources: an `AbortSignal.timeout()` to which nobody else refers is collected,
 * and never ends anything. Here the signal keeps them for as long as it is there itself.
 */
export function anySignal(signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  const given = signals.filter((signal) => signal !== undefined);
  const either = AbortSignal.any(given);
  sources.set(either, given);
  return either;
}
