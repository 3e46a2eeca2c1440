import type { DebugImageEvent } from "@clearml-ts/protocol";
import { useInfiniteQuery } from "@tanstack/preact-query";
import { type CallError, callApi } from "../api/api.ts";

/** Iterations in one request. */
const ITERATIONS = 20;

interface SamplePage {
  events: DebugImageEvent[];
  /** Where the next request goes on; undefined when there is nothing earlier. */
  scrollId: string | undefined;
}

/** The samples of a task, newest iterations first; `earlier` reads more of them. */
export function useSamples(task: string, every: number | undefined) {
  const query = useInfiniteQuery<SamplePage, CallError>({
    queryKey: ["samples", task],
    queryFn: async ({ pageParam, signal }) => {
      const { metrics, scroll_id } = await callApi(
        "events.debug_images",
        { metrics: [{ task }], iters: ITERATIONS, ...(typeof pageParam === "string" && { scroll_id: pageParam }) },
        { signal },
      );
      const iterations = metrics[0]?.iterations ?? [];
      return {
        events: iterations.flatMap(({ events }) => events),
        scrollId: iterations.length < ITERATIONS ? undefined : (scroll_id ?? undefined),
      };
    },
    initialPageParam: undefined,
    getNextPageParam: ({ scrollId }) => scrollId,
    ...(every !== undefined && { refetchInterval: every }),
  });
  return {
    events: query.data?.pages.flatMap(({ events }) => events),
    error: query.error,
    hasEarlier: query.hasNextPage,
    earlier: () => void (query.isFetchingNextPage || query.fetchNextPage()),
  };
}
