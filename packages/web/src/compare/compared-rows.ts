import type { JoinedTaskRecord, MetricEvent } from "@clearml-ts/protocol";
import { monitorsLast } from "../curves/monitors-last.ts";

/** One fact about several tasks, in their order. */
export interface ComparedRow<Value = string> {
  section: string;
  name: string;
  values: (Value | undefined)[];
  /** Whether the values are not all the same. */
  differs: boolean;
}

/** The parameters of tasks by section and name. */
export function comparedParameters(tasks: readonly JoinedTaskRecord[]): ComparedRow[] {
  return compared(tasks, ({ hyperparams = {} }) =>
    Object.entries(hyperparams).flatMap(([section, items]) =>
      Object.values(items).map(({ name, value }) => ({ section, name, value })),
    ),
  );
}

/** The summaries of the scalars of tasks by metric and variant, those of the machines last. */
export function comparedMetrics(tasks: readonly JoinedTaskRecord[]): ComparedRow<MetricEvent>[] {
  const rows = compared(tasks, ({ last_metrics = {} }) =>
    Object.values(last_metrics).flatMap((variants) =>
      Object.values(variants).map((event) => ({ section: event.metric, name: event.variant, value: event })),
    ),
  );
  return monitorsLast(rows, ({ section }) => section);
}

interface Fact<Value> {
  section: string;
  name: string;
  value: Value;
}

/** Puts the facts of several tasks side by side, in the order of their names. */
export function compared<Value>(
  tasks: readonly JoinedTaskRecord[],
  factsOf: (task: JoinedTaskRecord) => readonly Fact<Value>[],
): ComparedRow<Value>[] {
  const rows = new Map<string, ComparedRow<Value>>();
  for (const [index, task] of tasks.entries()) {
    for (const { section, name, value } of factsOf(task)) {
      const key = JSON.stringify([section, name]);
      const row = rows.get(key) ?? { section, name, values: tasks.map(() => undefined), differs: false };
      row.values[index] = value;
      rows.set(key, row);
    }
  }
  const order = new Intl.Collator(undefined, { numeric: true });
  return [...rows.values()]
    .map((row) => ({ ...row, differs: new Set(row.values).size > 1 }))
    .sort((a, b) => order.compare(a.section, b.section) || order.compare(a.name, b.name));
}
