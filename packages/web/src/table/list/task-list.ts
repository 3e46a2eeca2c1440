import type { JoinedTaskRecord, RequestOf } from "@clearml-ts/protocol";
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/preact-query";
import { type CallError, callApi } from "../../api/api.ts";
import { patternOf } from "../../api/pattern.ts";
import type { ParameterFilter, TableState } from "../../view-state/table-state.ts";
import { type Column, parameterField } from "../columns/columns.ts";
import { lastChange, mergeChanges } from "./task-changes.ts";

/** Tasks in one request: the most that the server answers. */
const PAGE_SIZE = 500;

/** How often changes are asked for, in milliseconds. */
const EVERY = 3_000;

const LIST = "task list";

/** A request for a list of tasks. */
export type TaskListRequest = RequestOf<"tasks.get_all_ex">;

/** The tasks of a table as far as they are known, and what can be done to know more. */
export interface TaskList {
  tasks: JoinedTaskRecord[];
  /** Whether the server has answered yet. */
  isLoaded: boolean;
  error: CallError | null;
  /** Tasks that were made since the list was loaded. */
  added: number;
  /** Loads the list again, with those. */
  showAdded: () => void;
  hasMore: boolean;
  /** Loads the next part. */
  more: () => void;
}

const HOUR = 3_600_000;

/** The request for the first part of a table; the moment `now` counts by the hour, so that the question stays the same for a while. */
export function listRequest(
  project: string,
  state: TableState,
  columns: readonly Column[],
  now: number,
): TaskListRequest {
  const { search, statuses, tags, parameters, days, order, archived } = state;
  const thisHour = Math.floor(now / HOUR) * HOUR;
  const column = columns.find(({ key }) => key === order.column);
  const sorted = column?.sortedBy ?? column?.field ?? "last_update";
  return {
    ...(project !== "*" && { project: [project] }),
    ...(search !== "" && { _any_: { fields: ["name", "id", "comment"], pattern: patternOf(search) } }),
    ...(statuses.length > 0 && { status: [...statuses] }),
    ...(tags.length > 0 && { tags: ["__$all", ...tags] }),
    ...parameterConditions(parameters),
    ...(days !== undefined && { last_update: [`>=${new Date(thisHour - days * 24 * HOUR).toISOString()}`] }),
    system_tags: archived ? ["archived"] : ["__$not", "archived"],
    // Of tasks that are equal in the column, the last updated comes first.
    order_by: [`${order.descending ? "-" : ""}${sorted}`, ...(sorted === "last_update" ? [] : ["-last_update"])],
    only_fields: [
      ...new Set([
        ...columns.flatMap(({ field, needs = [] }) => [field.replace(/\.value$/, ""), ...needs]),
        ...["created", "last_change"],
      ]),
    ],
    page: 0,
    page_size: PAGE_SIZE,
    // Pipelines and datasets keep their tasks in hidden projects below.
    include_subprojects: true,
    search_hidden: project !== "*",
  };
}

/** The tasks of a table, as many parts of them as were scrolled to; what changes is shown where it stands. */
export function useTaskList(request: TaskListRequest): TaskList {
  const client = useQueryClient();
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery<
    JoinedTaskRecord[],
    CallError
  >({
    queryKey: [LIST, request],
    queryFn: async ({ pageParam, signal }) =>
      (await callApi("tasks.get_all_ex", { ...request, page: pageParam as number }, { signal })).tasks,
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.length < PAGE_SIZE ? undefined : pages.length),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.length === 0 ? EVERY : false),
  });
  const loaded = data?.pages.flat() ?? [];
  const since = lastChange(loaded);
  const { data: changed } = useQuery<JoinedTaskRecord[], CallError>({
    queryKey: ["task changes", request, since],
    queryFn: async ({ signal }) =>
      (await callApi("tasks.get_all_ex", { ...request, last_change: [`>=${since}`] }, { signal })).tasks,
    enabled: since !== undefined,
    refetchInterval: EVERY,
  });
  const { tasks, added } = mergeChanges(loaded, changed ?? [], since ?? "");
  return {
    tasks,
    added,
    isLoaded: data !== undefined,
    error: error?.isUnreachable ? null : error,
    showAdded: () => void client.invalidateQueries({ queryKey: [LIST] }),
    hasMore: hasNextPage,
    more: () => {
      if (hasNextPage && !isFetchingNextPage) {
        void fetchNextPage();
      }
    },
  };
}

/** Of values of one parameter any is enough, and every parameter has to fit. */
function parameterConditions(parameters: readonly ParameterFilter[]): Record<`hyperparams.${string}`, string[]> {
  const conditions: Record<`hyperparams.${string}`, string[]> = {};
  for (const parameter of parameters) {
    const field = parameterField(parameter);
    // Without an operator before it, a text that begins with "-" excludes.
    conditions[field] = [...(conditions[field] ?? ["__$any"]), parameter.value];
  }
  return conditions;
}
