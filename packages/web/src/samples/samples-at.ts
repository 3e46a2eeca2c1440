import type { DebugImageEvent } from "@clearml-ts/protocol";

/** A sample to show: one variant of a metric, as it was at an iteration. */
export interface Sample {
  metric: string;
  variant: string;
  iteration: number;
  url: string;
}

/** The iterations that have samples, the first one first. */
export function iterationsOf(events: readonly DebugImageEvent[]): number[] {
  return [...new Set(events.map(({ iter = 0 }) => iter))].sort((a, b) => a - b);
}

/** The newest sample of every metric and variant that is not after an iteration, by their names. */
export function samplesAt(events: readonly DebugImageEvent[], iteration: number): Sample[] {
  const newest = new Map<string, Sample>();
  for (const { metric = "", variant = "", iter = 0, url } of events) {
    const key = JSON.stringify([metric, variant]);
    const known = newest.get(key);
    if (iter <= iteration && (known === undefined || known.iteration < iter)) {
      newest.set(key, { metric, variant, iteration: iter, url });
    }
  }
  const order = new Intl.Collator(undefined, { numeric: true });
  return [...newest.values()].sort((a, b) => order.compare(a.metric, b.metric) || order.compare(a.variant, b.variant));
}
