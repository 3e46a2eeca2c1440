import type { JoinedTaskRecord, RequestOf } from "@clearml-ts/protocol";
import { useInfiniteQuery } from "@tanstack/preact-query";
import { type CallError, callApi } from "../api/api.ts";
import type { TableState } from "../view-state/table-state.ts";
import type { Column } from "./columns.ts";

/** Tasks in one request: the most that the server answers. */
const PAGE_SIZE = 500;

/** Whoever has scrolled further reads an old list: asking for all of it again and again would be too much. */
const MOST_PAGES_KEPT_FRESH = 2;

/** How often a list is asked for, in milliseconds. */
const EVERY = 5_000;

type TaskListRequest = RequestOf<"tasks.get_all_ex">;

/** The request for one page of a table. */
export function listRequest(
  project: string,
  state: TableState,
  columns: readonly Column[],
  page: number,
): TaskListRequest {
  const { search, statuses, order, archived } = state;
  const sorted = columns.find(({ key }) => key === order.column)?.field ?? "last_update";
  return {
    ...(project !== "*" && { project: [project] }),
    ...(search !== "" && { name: escapedPattern(search) }),
    ...(statuses.length > 0 && { status: [...statuses] }),
    system_tags: archived ? ["archived"] : ["__$not", "archived"],
    // Of tasks that are equal in the column, the last updated comes first.
    order_by: [`${order.descending ? "-" : ""}${sorted}`, ...(sorted === "last_update" ? [] : ["-last_update"])],
    only_fields: [...new Set(columns.flatMap(({ field, needs = [] }) => [field.replace(/\.value$/, ""), ...needs]))],
    page,
    page_size: PAGE_SIZE,
    // Pipelines and datasets keep their tasks in hidden projects below.
    include_subprojects: true,
    search_hidden: project !== "*",
  };
}

/** The tasks of a table, as many pages of them as were scrolled to. */
export function useTaskList(project: string, state: TableState, columns: readonly Column[]) {
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery<
    JoinedTaskRecord[],
    CallError
  >({
    queryKey: ["task list", listRequest(project, state, columns, 0)],
    queryFn: async ({ pageParam, signal }) =>
      (await callApi("tasks.get_all_ex", listRequest(project, state, columns, pageParam as number), { signal })).tasks,
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.length < PAGE_SIZE ? undefined : pages.length),
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > MOST_PAGES_KEPT_FRESH ? false : EVERY),
  });
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  };
  return { tasks: data?.pages.flat(), error, more, hasMore: hasNextPage };
}

/** A text as a pattern that matches just it. */
function escapedPattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
