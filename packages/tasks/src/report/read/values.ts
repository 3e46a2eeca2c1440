import type { Connection } from "@clearml-ts/client";
import { type LastMetrics, readNonFinite } from "@clearml-ts/protocol";
import { ownerFields, type ReportOwner } from "./report-owner.ts";
import { nonFiniteOf } from "./scalars.ts";

/** The last, the lowest and the highest value of a curve. */
export interface ScalarSummary {
  last: number;
  min: number;
  max: number;
}

/** Reads the values that a task or a model has without iterations, NaN and infinities among them where the server stores them. */
export async function fetchSingleValues(connection: Connection, owner: ReportOwner): Promise<Record<string, number>> {
  const { task, ...kind } = ownerFields(owner);
  const request = { tasks: [task], ...kind, ...nonFiniteOf(connection) };
  const { tasks } = await connection.services.events.getTaskSingleValueMetrics(request);
  const { values = [], non_finite = [] } = tasks[0] ?? {};
  const all = [...values, ...non_finite.map(({ variant, value }) => ({ variant, value: readNonFinite(value) }))];
  return Object.fromEntries(all.map(({ variant, value }) => [variant, value ?? Number.NaN]));
}

/** The summaries of the scalars of a task or a model, by title, then by series, as its record has them. */
export function lastScalarMetrics({
  last_metrics = {},
}: {
  last_metrics?: LastMetrics;
}): Record<string, Record<string, ScalarSummary>> {
  const summaries = new Map<string, Record<string, ScalarSummary>>();
  for (const { metric, variant, value, min_value, max_value } of Object.values(last_metrics).flatMap(Object.values)) {
    const before = summaries.get(metric);
    summaries.set(metric, { ...before, [variant]: { last: value, min: min_value ?? value, max: max_value ?? value } });
  }
  return Object.fromEntries(summaries);
}
