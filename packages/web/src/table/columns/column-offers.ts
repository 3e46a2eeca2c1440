import type { ReplyOf } from "@clearml-ts/protocol";
import { useQuery } from "@tanstack/preact-query";
import { useMemo } from "preact/hooks";
import { type CallError, callApi } from "../../api/api.ts";
import { useReply } from "../../api/use-reply.ts";
import { monitorsLast } from "../../curves/monitors-last.ts";
import type { ColumnKey } from "../../view-state/table-state.ts";
import { metricKey, parameterKey } from "./columns.ts";

/** Names of parameters in one answer: a project may have 12,000. */
const PAGE_SIZE = 5_000;

/** The name of a parameter. */
export type ParameterName = ReplyOf<"projects.get_hyper_parameters">["parameters"][number];

/** The metrics of a project's tasks, by the keys of their columns. */
export function useMetricNames(project: string): ReadonlyMap<ColumnKey, string> {
  const { data } = useReply("projects.get_unique_metric_variants", scopeOf(project));
  return useMemo(
    () =>
      new Map(
        monitorsLast(data?.metrics ?? [], ({ metric }) => metric).map((metric) => [
          metricKey(metric),
          `${metric.metric} / ${metric.variant}`,
        ]),
      ),
    [data],
  );
}

/** All names of parameters of a project's tasks; asked for once somebody chooses among them. */
export function useParameterNames(project: string, isWanted: boolean): readonly ParameterName[] {
  const { data } = useQuery<ParameterName[], CallError>({
    queryKey: ["parameter names", project],
    queryFn: ({ signal }) => allParameterNames(project, signal),
    enabled: isWanted,
    staleTime: 60_000,
  });
  return data ?? [];
}

async function allParameterNames(project: string, signal: AbortSignal): Promise<ParameterName[]> {
  const names: ParameterName[] = [];
  for (let page = 0; ; page += 1) {
    const request = { ...scopeOf(project), page, page_size: PAGE_SIZE };
    const { parameters, remaining } = await callApi("projects.get_hyper_parameters", request, { signal });
    names.push(...parameters);
    if (remaining === 0 || parameters.length === 0) {
      return names;
    }
  }
}

/** Titles of columns by their keys. */
export function columnOffers(
  metrics: ReadonlyMap<ColumnKey, string>,
  parameters: readonly ParameterName[],
): ReadonlyMap<ColumnKey, string> {
  return new Map([
    ...metrics,
    ...parameters.map((item): [ColumnKey, string] => [parameterKey(item), `${item.section}/${item.name}`]),
  ]);
}

function scopeOf(project: string) {
  return project === "*" ? {} : { project };
}
