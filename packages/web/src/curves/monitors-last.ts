/** The beginning of the metrics by which SDKs report the load of a machine. */
const MONITOR = ":monitor:";

/** The metrics that a task is about before those of the machine that it ran on. */
export function monitorsLast<Item>(metrics: readonly Item[], nameOf: (item: Item) => string): Item[] {
  const isMonitor = (item: Item) => Number(nameOf(item).startsWith(MONITOR));
  return [...metrics].sort((one, other) => isMonitor(one) - isMonitor(other));
}
