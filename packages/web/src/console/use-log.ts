import type { LogEvent } from "@clearml-ts/protocol";
import { useQuery, useQueryClient } from "@tanstack/preact-query";
import { useEffect, useMemo } from "preact/hooks";
import { type CallError, callApi } from "../api/api.ts";
import { useReply } from "../api/use-reply.ts";
import { type ConsoleLine, consoleLines, joinedLines } from "./log-lines.ts";

/** Events of the newest part. */
const NEWEST = 1_000;

/** Events in one answer: the most that the server gives. */
const MOST = 10_000;

/** The console of a task as far as it was read. */
export interface Log {
  lines: readonly ConsoleLine[];
  /** Whether the first line is the first that the task wrote, so that lines can be counted. */
  isWhole: boolean;
  /** Events that were not read. */
  hidden: number;
  /** Whether the server has answered. */
  isLoaded: boolean;
  error: CallError | null;
}

/** The newest lines of a task, looked at again and again; all lines where somebody wants them. */
export function useLog(task: string, every: number | undefined, wantsAll: boolean): Log {
  const client = useQueryClient();
  const { data: newest, error } = useReply(
    "events.get_task_log",
    { task, batch_size: NEWEST, order: "asc", navigate_earlier: true },
    { every },
  );
  const isShort = newest !== undefined && newest.total <= newest.events.length;
  const key = ["whole log", task];
  const { data: read } = useQuery<LogEvent[], CallError>({
    queryKey: key,
    queryFn: ({ signal }) => readWholeLog(task, signal),
    enabled: wantsAll && newest !== undefined && !isShort,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const earlier = useMemo(() => consoleLines(read ?? []), [read]);
  const latest = useMemo(() => consoleLines(newest?.events ?? []), [newest]);
  const lines = useMemo(() => joinedLines(earlier, latest), [earlier, latest]);
  const [first] = newest?.events ?? [];
  const last = read?.at(-1);
  // More was written since than the newest part holds.
  const isTorn = last !== undefined && first !== undefined && (first.timestamp ?? 0) > (last.timestamp ?? 0);
  useEffect(() => {
    if (isTorn) {
      void client.invalidateQueries({ queryKey: key });
    }
  }, [isTorn]);
  const isWhole = isShort || read !== undefined;
  return {
    lines,
    isWhole,
    hidden: isWhole ? 0 : (newest?.total ?? 0) - (newest?.events.length ?? 0),
    isLoaded: newest !== undefined,
    error,
  };
}

async function readWholeLog(task: string, signal: AbortSignal): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  let from: number | undefined;
  for (;;) {
    const part = await callApi(
      "events.get_task_log",
      {
        ...{ task, batch_size: MOST, navigate_earlier: false, order: "asc" },
        ...(from !== undefined && { from_timestamp: from }),
      },
      { signal },
    );
    events.push(...part.events);
    from = part.events.at(-1)?.timestamp;
    if (part.events.length < MOST || from === undefined) {
      return events;
    }
  }
}
