import { useMemo } from "preact/hooks";
import { useReply } from "../api/use-reply.ts";
import { type CacheReason, cacheReasons } from "./cache-reasons.ts";

/** Lines to look through: a run writes a few for each step. */
const LINES = 5_000;

/** Why the steps of a run ran or did not, from its console. */
export function useCacheReasons(run: string, every: number | undefined): ReadonlyMap<string, CacheReason> {
  const { data } = useReply("events.get_task_log", { task: run, batch_size: LINES, order: "asc" }, { every });
  return useMemo(() => cacheReasons(data?.events ?? []), [data]);
}
