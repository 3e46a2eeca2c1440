import type { DebugImageEvent, PlotEvent } from "@clearml-ts/protocol";

/** Groups samples that come ordered by iteration, metric and variant; of one variant only the first is shown. */
export function groupByIteration<Event extends PlotEvent | DebugImageEvent>(
  samples: readonly Event[],
): { iter: number; events: Event[] }[] {
  const groups: { iter: number; events: Event[] }[] = [];
  for (const sample of samples) {
    const { iter = 0, metric, variant } = sample;
    const group = groups.at(-1);
    const before = group?.events.at(-1);
    if (group?.iter !== iter) {
      groups.push({ iter, events: [sample] });
    } else if (before?.metric !== metric || before?.variant !== variant) {
      group.events.push(sample);
    }
  }
  return groups;
}
