import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useMemo } from "preact/hooks";
import { useReply } from "../api/use-reply.ts";
import type { CurveLook } from "../looks/colours/colours.ts";
import { runLooks } from "../looks/colours/run-looks.ts";

/** The tasks of a comparison, in the order in which they were chosen. */
export interface ComparedTasks {
  tasks: readonly JoinedTaskRecord[];
  /** How each is drawn, by its id. */
  looks: ReadonlyMap<string, CurveLook>;
}

const FIELDS = [
  ...["name", "type", "status", "tags", "system_tags", "started", "created", "hyperparams", "last_metrics"],
  ...["project.name", "script.repository", "script.branch", "script.version_num", "script.entry_point"],
];

/** How often tasks that run are looked at, in milliseconds. */
const EVERY = 5_000;

/** Reads the tasks of a comparison, again and again while one of them runs. */
export function useComparedTasks(ids: readonly string[]) {
  const request = { id: [...ids], only_fields: FIELDS, search_hidden: true, page: 0, page_size: 500 };
  const { data: first } = useReply("tasks.get_all_ex", request, { enabled: ids.length > 0 });
  const isRunning = first?.tasks.some(({ status }) => status === "in_progress") ?? false;
  const { data, error } = useReply("tasks.get_all_ex", request, {
    enabled: ids.length > 0,
    ...(isRunning && { every: EVERY }),
  });
  const compared = useMemo(() => {
    const byId = new Map(data?.tasks.map((task) => [task.id, task]));
    const tasks = ids.flatMap((id) => byId.get(id) ?? []);
    return { tasks, looks: runLooks(tasks.map(({ id }) => id)) };
  }, [data, ids.join()]);
  return { compared, error, isThere: data !== undefined, every: isRunning ? EVERY : undefined };
}
