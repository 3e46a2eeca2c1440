import { anySignal } from "@clearml-ts/storage";
import type { TaskWatch, WatchEnd } from "@clearml-ts/tasks";

/** The end of work for a task. */
export interface WorkEnd<Result> {
  result: Result;
  /** How the task had ended before the work did; undefined where it had not, or well. */
  ended: WatchEnd | undefined;
}

/** Does work for a task that has been started, under a signal that also ends when somebody stops, fails or deletes the task. */
export async function whileTaskRuns<Result>(
  tasks: TaskWatch,
  taskId: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<WorkEnd<Result>> {
  const [unwanted, done] = [new AbortController(), new AbortController()];
  let ended: WatchEnd | undefined;
  // A server that cannot be asked stops nothing.
  void tasks.follow(taskId, { signal: done.signal }).then(
    (end) => {
      // Its own end is that of the process.
      if (end.kind === "lost" || (end.status !== "completed" && end.status !== "published")) {
        ended = end;
        unwanted.abort();
      }
    },
    () => {},
  );
  try {
    const result = await work(anySignal([signal, unwanted.signal]));
    return { result, ended };
  } finally {
    done.abort();
  }
}
